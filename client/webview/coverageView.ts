import * as l10n from "@vscode/l10n";
import { html, type TemplateResult } from "lit";
import { classMap } from "lit/directives/class-map.js";
import type { AppCoverage, Segment } from "./coverage.ts";
import { appName } from "./words.ts";

export interface CoverageView {
  readonly apps: readonly AppCoverage[];
  /** The one that the panel is narrowed to. */
  readonly pressedApp: string | null;
  readonly onPress: (app: string) => void;
}

/** How much of each app has its treatment, as a bar of all its fields. */
export function coverageView({ apps, pressedApp, onPress }: CoverageView): TemplateResult {
  return html`<ul class="coverage">
    ${apps.map(
      (coverage) =>
        html`<li>
          <button
            class="app"
            aria-pressed=${coverage.app === pressedApp}
            aria-label=${spoken(coverage)}
            @click=${() => {
              onPress(coverage.app);
            }}
          >
            <span class="name">${appName(coverage.app)}</span>
            <span class="share">${l10n.t("{0} of {1} treated", coverage.treated, coverage.sensitive)}</span>
            <span class="bar">${coverage.segments.map(segmentView)}</span>
          </button>
        </li>`,
    )}
  </ul>`;
}

function segmentView({ level, lacksTreatment, count }: Segment): TemplateResult {
  const classes = classMap({ segment: true, [level ?? "review"]: true, lacking: lacksTreatment });
  return html`<span class=${classes} .style=${`flex-grow:${count}`}></span>`;
}

function spoken({ app, treated, sensitive, toDecide }: AppCoverage): string {
  const parts = [l10n.t("{0} of {1} treated", treated, sensitive)];
  if (toDecide > 0) parts.push(l10n.t("{0} to decide", toDecide));
  return `${appName(app)}: ${parts.join(", ")}`;
}
