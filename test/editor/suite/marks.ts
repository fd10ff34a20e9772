/** What the suite says to its runner goes over the console, among many lines of the editor's own. These begin ours. */
export const REPORT = "@report ";
export const GESTURES = "@gestures ";
export const RESULT = "@result ";
export const FOUND = "@found ";
/** The editor itself failed to open the window as it was asked to: the suite has not begun. */
export const OPEN_AGAIN = "@open-again";
