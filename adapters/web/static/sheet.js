// A form in a dialog. Escape closes it and keeps what was typed; opened again, it is there. Sent and refused, it says what to change.
import { dropDraft, loadDraft, saveDraft } from './drafts.js';
import { announce } from './log.js';
import { byId, page } from './page.js';
import { newId, postAct, showTrouble, Unfit } from './post.js';

const dialog = byId('sheet');
let takeAnswer = () => {};
let sheet = null;

/** `take` shows what comes of a sent form; given here, since a form may lead to another one. */
export function watchSheet(take) {
  takeAnswer = take;
  dialog.addEventListener('click', (event) => {
    if (event.target.closest('[data-close]')) dialog.close();
  });
  dialog.addEventListener('input', (event) => {
    if (!sheet || !event.target.name) return;
    saveDraft(sheet.draft, changedValues());
    clearProblem(event.target.closest('.field'));
    count(event.target);
  });
  dialog.addEventListener('submit', (event) => {
    if (!event.target.matches('form.sheet')) return;
    event.preventDefault();
    send();
  });
}

/** Opens a form; `on` is the message that it came from. */
export function openSheet(html, on) {
  dialog.innerHTML = html;
  const form = dialog.querySelector('form.sheet');
  const { wire } = form.dataset;
  sheet = { form, wire, on, draft: `form:${page.home}:${page.place}:${wire}`, first: valuesOf(form), attempt: null };
  restore(loadDraft(sheet.draft));
  form.querySelectorAll('[data-max]').forEach(count);
  if (!dialog.open) dialog.showModal();
  firstInput(form.querySelector('.field'))?.focus();
}

function restore(draft) {
  if (!draft || Object.keys(draft).length === 0) return;
  for (const [name, value] of Object.entries(draft)) setValue(name, value);
  const line = document.createElement('p');
  line.className = 'kept';
  line.textContent = 'This is what you typed before. ';
  const afresh = document.createElement('button');
  afresh.type = 'button';
  afresh.className = 'retry';
  afresh.textContent = 'Start afresh';
  afresh.addEventListener('click', () => {
    dropDraft(sheet.draft);
    for (const [name, value] of Object.entries(sheet.first)) setValue(name, value);
    line.remove();
    firstInput(sheet.form.querySelector('.field'))?.focus();
  });
  line.append(afresh);
  sheet.form.querySelector('.sheet-problem').before(line);
}

const inputsNamed = (name) => [...sheet.form.elements].filter((it) => it.name === name);

function setValue(name, value) {
  for (const input of inputsNamed(name)) {
    if (input.type === 'radio') input.checked = input.value === value;
    else input.value = value;
  }
}

/** Text by field name; files are no text and are not kept. */
function valuesOf(form) {
  const texts = Object.fromEntries([...new FormData(form)].filter(([, value]) => typeof value === 'string'));
  const names = [...form.elements].filter((it) => it.name && it.type !== 'file').map((it) => it.name);
  return Object.fromEntries(names.map((name) => [name, texts[name] ?? '']));
}

function changedValues() {
  return Object.fromEntries(
    Object.entries(valuesOf(sheet.form)).filter(([name, value]) => value !== sheet.first[name]),
  );
}

/** Until it has an answer, the same content goes with the same id. */
function attemptOf(parts) {
  const print = JSON.stringify(
    Object.entries(parts).map(([name, it]) => [name, it.size === undefined ? it : [it.name, it.size]]),
  );
  if (sheet.attempt?.print !== print) sheet.attempt = { id: newId(), print };
  return sheet.attempt.id;
}

async function send() {
  const sent = sheet;
  if (dialog.getAttribute('aria-busy') === 'true') return;
  const summary = sent.form.querySelector('.sheet-problem');
  const parts = Object.fromEntries([...new FormData(sent.form)].map(([name, value]) => [`field:${name}`, value]));
  clearProblems();
  setBusy(true);
  try {
    checkFiles();
    const whole = { wire: sent.wire, sheet: '1', on: sent.on, ...parts };
    const answer = await postAct(attemptOf(parts), whole, () => announce('Trying again'));
    sent.attempt = null;
    if (answer.sheet) return showProblems(answer.sheet);
    dropDraft(sent.draft);
    if (!answer.form) dialog.close();
    takeAnswer(answer, sent.on);
  } catch (error) {
    showTrouble(summary, error, send);
  } finally {
    setBusy(false);
  }
}

/** A file that is too large is not worth the way. */
function checkFiles() {
  for (const input of sheet.form.querySelectorAll('input[type=file]')) {
    const [file] = input.files;
    if (file?.size > Number(input.dataset.maxBytes))
      throw new Unfit(`${file.name} is ${megabytes(file.size)}; up to ${megabytes(input.dataset.maxBytes)} fit.`);
  }
}

const megabytes = (bytes) => `${(bytes / 1024 / 1024).toFixed(1)} MB`;

function setBusy(busy) {
  dialog.setAttribute('aria-busy', String(busy));
  const button = sheet.form.querySelector('button[type=submit]');
  button.setAttribute('aria-disabled', String(busy));
  button.classList.toggle('busy', busy);
}

function showProblems({ html, problems }) {
  const summary = sheet.form.querySelector('.sheet-problem');
  summary.innerHTML = html;
  const fields = [...sheet.form.querySelectorAll('.field')].filter((it) => problems[it.dataset.field] !== undefined);
  for (const field of fields) {
    const line = field.querySelector('.problem');
    line.textContent = problems[field.dataset.field];
    line.hidden = false;
    for (const input of field.querySelectorAll('input, textarea, select')) input.setAttribute('aria-invalid', 'true');
  }
  dropEchoes(
    summary,
    fields.map((field) => problems[field.dataset.field]),
  );
  firstInput(fields[0])?.focus();
}

/** What is said beside its field is not said above once more. */
function dropEchoes(summary, said) {
  for (const part of summary.querySelectorAll('li, p')) if (said.includes(part.textContent)) part.remove();
  summary.querySelector('ul:empty')?.remove();
}

function clearProblems() {
  sheet.form.querySelector('.sheet-problem').replaceChildren();
  sheet.form.querySelectorAll('.field').forEach(clearProblem);
}

function clearProblem(field) {
  field.querySelector('.problem').hidden = true;
  for (const input of field.querySelectorAll('[aria-invalid]')) input.removeAttribute('aria-invalid');
}

const firstInput = (field) => field?.querySelector('input:checked') ?? field?.querySelector('input, textarea, select');

/** How much of a long text is used up, shown from four fifths on. */
function count(input) {
  const line = input.parentElement.querySelector('.count');
  const max = Number(input.dataset.max);
  if (!line || !max) return;
  const used = input.value.trim().length;
  line.hidden = used < max * 0.8;
  line.classList.toggle('over', used > max);
  line.textContent = used > max ? `${used - max} too many: ${max} fit` : `${max - used} left`;
}
