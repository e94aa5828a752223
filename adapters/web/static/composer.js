// The line at the bottom: plain words or a command. It completes commands and their options, and lets go of nothing before it arrived.
import { commandsFor, hintOf, isWhole, optionFor, written } from './complete.js';
import { dropDraft, loadDraft, saveDraft } from './drafts.js';
import { announce } from './log.js';
import { byId, page } from './page.js';
import { newId, postAct, showTrouble } from './post.js';
import { closeList, isOpen, moveIn, openList, picked } from './suggestions.js';

const lineMax = 4000;
const line = byId('line');
const status = byId('composer-status');
const hint = byId('hint');
const files = byId('files');
const draftName = `line:${page.home}:${page.place}`;

/** `id` names the act of sending this text; `picks` what was chosen for it, by option. */
let draft = { text: '', id: null, picks: {} };
let sending = false;
let lastSent = '';
let asking = null;

export function startComposer(take) {
  draft = loadDraft(draftName) ?? draft;
  if (line.value === '') line.value = draft.text;
  else if (line.value !== draft.text) changed(); // typed before this script came
  line.addEventListener('input', changed);
  line.addEventListener('keydown', (event) => onKey(event, take));
  line.addEventListener('blur', () => setTimeout(closeList, 150));
  byId('composer').addEventListener('submit', (event) => {
    event.preventDefault();
    send(take);
  });
  document.addEventListener('click', (event) => {
    const said = event.target.closest('button[data-say]')?.dataset.say;
    if (!said) return;
    write(said);
    send(take);
  });
  if (line.value !== '') help();
}

function changed() {
  line.classList.toggle('huge', line.value.length > 5 * lineMax);
  draft = { text: line.value, id: null, picks: draft.picks };
  saveDraft(draftName, draft);
  status.replaceChildren();
  if (line.value.trim().length > lineMax) status.textContent = tooLong();
  help();
}

const inEnglish = (number) => number.toLocaleString('en');
const tooLong = () =>
  `That is ${inEnglish(line.value.trim().length)} characters, and ${inEnglish(lineMax)} fit in one message. Please shorten it or send it in parts.`;

/** Puts text into the line as if it had been typed. */
function write(text) {
  line.value = text;
  line.setSelectionRange(text.length, text.length);
  changed();
}

function onKey(event, take) {
  if (event.isComposing) return;
  if (isOpen() && inList(event)) return event.preventDefault();
  if (event.key === 'Escape') dismiss();
  if (event.key === 'Enter' && !event.shiftKey) {
    event.preventDefault();
    send(take);
  }
  if (event.key === 'ArrowUp' && line.value === '' && lastSent !== '') {
    event.preventDefault();
    write(lastSent);
  }
}

/** Keys for the open list; true when it took the key. Enter sends, unless one has moved into the list or the command is not whole. */
function inList({ key, shiftKey }) {
  if (key === 'ArrowDown') return moveIn(1);
  if (key === 'ArrowUp') return moveIn(-1);
  if (key === 'Escape') return dismiss();
  if (key === 'Tab' && !shiftKey) return accept(picked() ?? 0);
  if (key !== 'Enter' || shiftKey) return false;
  if (picked() !== null) return accept(picked());
  return !isWhole(page.commands, line.value) && commandsFor(page.commands, line.value) !== null && accept(0);
}

function accept(at) {
  openItems[at]?.take();
  return true;
}

let openItems = [];

function offer(items, about) {
  openItems = items;
  openList(items, about, accept);
}

/** Closes the list, also to what is still on its way to it. */
function dismiss() {
  asking?.abort();
  return closeList();
}

/** What can follow: commands, or the values of the next option; and in a line above, what that option is for. */
function help() {
  asking?.abort();
  hint.hidden = true;
  const fits = line.value.startsWith('/') && line.value.length <= lineMax;
  const commands = fits ? commandsFor(page.commands, line.value) : null;
  const next = fits && !commands ? optionFor(page.commands, line.value) : null;
  showFiles(next?.command);
  if (commands) return offer(commands.map(asItem), 'command');
  if (!next) return offer([], '');
  showHint(next);
  offerValues(next);
}

const asItem = ({ root, name, about }) => ({
  label: `/${root} ${name}`,
  about,
  take: () => write(`/${root} ${name} `),
});

function showHint({ command, option, given }) {
  const parts = command.options.map((it) => {
    const part = document.createElement(it === option ? 'strong' : 'span');
    part.className = given.includes(it.name) ? 'given' : '';
    part.textContent = it === option ? `${it.name}: ${hintOf(it)}` : it.name;
    if (!it.required) part.append(' ', Object.assign(document.createElement('small'), { textContent: 'optional' }));
    return part;
  });
  hint.replaceChildren(
    Object.assign(document.createElement('span'), { className: 'about', textContent: command.about }),
    ...parts,
  );
  hint.hidden = false;
}

async function offerValues(next) {
  const { option, typed } = next;
  if (option?.kind === 'choice')
    return offerChoices(
      next,
      option.choices.filter(({ label }) => holds(label, typed)),
    );
  if (!option?.suggests) return offer([], '');
  asking = new AbortController();
  const { signal } = asking;
  const { root, name } = next.command;
  const query = new URLSearchParams({ place: page.place, root, name, option: option.name, typed });
  const found = await fetch(`${page.home}/suggestions?${query}`, { signal })
    .then((response) => (response.ok ? response.json() : []))
    .catch(() => []);
  if (!signal.aborted) offerChoices(next, found);
}

const holds = (label, typed) => label.toLowerCase().includes(typed.toLowerCase());

function offerChoices({ option, start }, choices) {
  const items = choices.map(({ value, label }) => ({
    label,
    about: '',
    take() {
      const text = written(option.name, label);
      draft.picks[option.name] = { shown: label.replaceAll('"', '’'), value };
      write(line.value.slice(0, start) + text);
    },
  }));
  offer(items, option.name);
}

/** A file cannot be typed: where a command takes one, it is attached below the line. */
function showFiles(command) {
  const wanted = command?.options.filter(({ kind }) => kind === 'file') ?? [];
  const names = wanted.map(({ name }) => name).join();
  if (files.dataset.names === names) return;
  files.dataset.names = names;
  files.hidden = wanted.length === 0;
  files.replaceChildren(...wanted.map(fileInput));
}

function fileInput(option) {
  const label = document.createElement('label');
  const input = Object.assign(document.createElement('input'), { type: 'file', name: option.name });
  input.accept = option.accept.join(',');
  label.append(hintOf(option), input);
  return label;
}

async function send(take) {
  const text = line.value;
  if (sending || text.trim() === '') return;
  if (text.trim().length > lineMax) return announceTooLong();
  dismiss();
  setSending(true);
  draft.id ??= newId();
  saveDraft(draftName, draft);
  try {
    const answer = await postAct(draft.id, { line: text, ...pickedParts(), ...attached() }, () => say('Trying again…'));
    arrived(text, answer);
    take(answer);
  } catch (error) {
    showTrouble(status, error, () => send(take));
  } finally {
    setSending(false);
  }
}

function announceTooLong() {
  say(tooLong());
  announce(tooLong());
}

function say(words) {
  status.textContent = words;
}

/** What was refused stays, to be mended and sent anew; and so does what was typed meanwhile. */
function arrived(text, { refused }) {
  say('');
  lastSent = text;
  draft.id = null;
  if (refused || line.value !== text) return saveDraft(draftName, draft);
  draft = { text: '', id: null, picks: {} };
  dropDraft(draftName);
  line.value = '';
  help();
}

function setSending(busy) {
  sending = busy;
  byId('send').setAttribute('aria-disabled', String(busy));
  byId('send').classList.toggle('busy', busy);
  line.setAttribute('aria-busy', String(busy));
}

const pickedParts = () =>
  Object.fromEntries(
    Object.entries(draft.picks).flatMap(([name, { shown, value }]) => [
      [`shown:${name}`, shown],
      [`picked:${name}`, value],
    ]),
  );

function attached() {
  const chosen = [...files.querySelectorAll('input')].filter((input) => input.files.length > 0);
  return Object.fromEntries(chosen.map((input) => [`field:${input.name}`, input.files[0]]));
}
