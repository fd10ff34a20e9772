/** CSS. VS Code names an item after the extension as well: publisher, name, our own id. */
export const STATUS_BAR_ITEM = "[id='fieldguard.fieldguard.fieldguard.status']";
