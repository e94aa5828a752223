// What was typed and not sent, kept per tab until it is.
const keyOf = (name) => `studyloop:${name}`;

export function loadDraft(name) {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(name)));
  } catch {
    return null;
  }
}

/** Too much for the browser's store (5 MB) stays in the field alone. */
export function saveDraft(name, draft) {
  try {
    sessionStorage.setItem(keyOf(name), JSON.stringify(draft));
  } catch {
    sessionStorage.removeItem(keyOf(name));
  }
}

export function dropDraft(name) {
  sessionStorage.removeItem(keyOf(name));
}
