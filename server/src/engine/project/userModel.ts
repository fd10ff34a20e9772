import type { Entity } from "../schema/schema.ts";
import type { SettingsEnvironment } from "./settings/environments.ts";
import { environmentFor, type ProjectSettings, speakingFor } from "./settings/readSettings.ts";
import { usualTextOf } from "./settings/value.ts";

/** How files of a project call their user model, whichever class that is. */
export const USER_MODEL = "settings.AUTH_USER_MODEL";

/** What settings say of the user model. */
export interface UserModelSetting {
  /** `users.User`; null where it is not known, or depends on something that is not. */
  readonly label: string | null;
  /** False where they name none, so that Django takes its own. */
  readonly isGiven: boolean;
}

/** Those of all Django projects in a folder. Plain data: it can be kept without the texts of the settings. */
export interface UserModels {
  readonly environments: readonly SettingsEnvironment[];
  /** In the order of the environments; null for one that speaks for no file. */
  readonly settings: readonly (UserModelSetting | null)[];
}

export const NO_USER_MODELS: UserModels = { environments: [], settings: [] };

export function userModelsIn(settings: ProjectSettings): UserModels {
  const { environments } = settings;
  const speaking = environments.filter((environment) => {
    const own = environments.filter(({ folder }) => folder === environment.folder);
    return speakingFor("production", own).includes(environment);
  });
  return {
    environments,
    settings: environments.map((environment) =>
      speaking.includes(environment) ? settingIn(environment, settings) : null,
    ),
  };
}

/** Of the Django project that a file belongs to. */
export function userModelSetting({ environments, settings }: UserModels, path: string): UserModelSetting {
  const environment = environmentFor(environments, "production", path);
  const setting = environment && settings[environments.indexOf(environment)];
  return setting ?? { label: null, isGiven: false };
}

/** Also what a variable of the environment is as long as nobody sets it, and what others say where the settings cannot be read to the end. */
function settingIn(environment: SettingsEnvironment, settings: ProjectSettings): UserModelSetting {
  const others =
    settings.missingIn(environment).length > 0 ? settings.environmentsFor("production", environment.path) : [];
  const [setting] = [environment, ...others].flatMap((each) => settings.valueIn("AUTH_USER_MODEL", each) ?? []);
  if (!setting) return { label: DJANGO_USER, isGiven: false };
  const label = setting.certainty === "varies" ? null : usualTextOf(setting.value);
  return { label: label !== null && /^\w+\.\w+$/.test(label) ? label : null, isGiven: true };
}

/** Whether a base or a target is the user model, whichever class that is: `settings.AUTH_USER_MODEL`, `get_user_model()`. */
export function isUserModel(name: string): boolean {
  return NAMED.test(name);
}

/**
 * Whether a model says by its bases that it is made to be the user model. Where no setting names one, the only such model is meant:
 * Django refuses it beside its own.
 */
export function isMadeForUsers({ abstract, proxy, bases }: Entity): boolean {
  return !abstract && !proxy && bases.some(({ text }) => BASES.has(text.slice(text.lastIndexOf(".") + 1)));
}

const NAMED = /(^|\.)(AUTH_USER_MODEL|get_user_model\(\s*\))$/;

/** https://docs.djangoproject.com/en/5.2/ref/settings/#auth-user-model */
const DJANGO_USER = "auth.User";

/** https://docs.djangoproject.com/en/5.2/topics/auth/customizing/ */
const BASES = new Set(["AbstractUser", "AbstractBaseUser"]);
