import { plainForm, squeezed } from '../text/plain-form.ts';

/** Too common to mean anything unless they are called the answer. */
export const everyday = new Set('yes no true false a i the it one not none both all never always zero'.split(' '));
export const calls =
  /(?:answer|solution|result|outcome|(?:correct|right)(?: one| option| choice)?|choose|pick|it|this|that|statement|claim|so)(?:'?s|\s+is|\s+are|\s*[=:])?(?:\s+(?:simply|just|clearly|indeed|called|option|the|an?|to|be|number|exactly))*\W{1,4}$/u;

/** Whether the text calls the key the answer, or is nothing but the key. */
export function callsItTheAnswer(hint: string, key: string): boolean {
  const [plain, sought] = [plainForm(hint).replace(/\s+/g, ' ').trim(), plainForm(key).replace(/\s+/g, ' ').trim()];
  if (sought === '') return false;
  if (squeezed(hint) === squeezed(key) && squeezed(key) !== '') return true;
  const isWord = /[\p{L}\p{N}]/u;
  for (let at = plain.indexOf(sought); at >= 0; at = plain.indexOf(sought, at + 1)) {
    const isWhole = !isWord.test(plain[at - 1] ?? ' ') && !isWord.test(plain[at + sought.length] ?? ' ');
    const leads = /^["“'(]*$/.test(plain.slice(0, at)) && /^["”')]*[,.!:]/.test(plain.slice(at + sought.length));
    if (isWhole && (leads || calls.test(` ${plain.slice(0, at)}`))) return true;
    const follows = /^["”')]*\s+(?:is|are) (?:the )?(?:right|correct|answer|solution|true)/.test(
      plain.slice(at + sought.length),
    );
    if (isWhole && follows) return true;
  }
  return false;
}
