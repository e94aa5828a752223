import type { Block, Card, Control, Facts, Inline, Picker, Words } from '../../src/chat/card.ts';
import { toWire } from '../../src/chat/wire.ts';
import { type Html, html, type Put } from './html.ts';

/** Where the picture or file of a block is served; `block` counts from 0. */
export type SourceOf = (block: number) => string;

/** A card as HTML. Pictures and files are fetched from `sourceOf`, so that nothing in them can run in the page. */
export function renderCard(card: Card, sourceOf: SourceOf): Html {
  return html`<div class="card ${card.tone}">
<h3 class="card-title" dir="auto">${card.title}</h3>
${card.blocks.map((block, at) => renderBlock(block, sourceOf(at)))}
</div>`;
}

function renderBlock(block: Block, source: string): Html {
  switch (block.kind) {
    case 'text':
      return html`<p dir="auto">${renderWords(block.words)}</p>`;
    case 'facts':
      return html`<dl${block.facts.every(isLettered) && html` class="lettered"`}>${block.facts.map(
        ({ label, value }) => html`<div><dt><bdi>${label}</bdi></dt><dd dir="auto">${renderWords(value)}</dd></div>`,
      )}</dl>`;
    case 'list':
      return html`<ul${block.isChecklist && html` class="checklist"`}>${block.items.map((item) => html`<li dir="auto">${renderWords(item)}</li>`)}</ul>`;
    case 'meter':
      return html`<p class="meter"><span><bdi>${block.label}</bdi></span>
<meter min="0" max="${block.max}" value="${block.value}" aria-label="${block.label}"></meter>
<span class="meter-value">${block.value} of ${block.max}</span></p>`;
    case 'rule':
      return html`<hr>`;
    case 'picture':
      return html`<img class="picture" src="${source}" alt="${block.alt}" width="${block.width}" height="${block.height}">`;
    case 'download':
      return html`<p><a class="download" href="${source}" download="${block.name}"><bdi>${block.name}</bdi></a></p>`;
    case 'controls':
      return html`<div class="controls">${block.controls.map(renderControl)}</div>`;
  }
}

const isLettered = ({ label }: Facts['facts'][number]) => label.length <= 2;

function renderControl(control: Control): Html {
  switch (control.kind) {
    case 'button':
      return html`<button type="button" class="act ${control.look}" data-wire="${toWire(control.intent)}"><bdi>${control.label}</bdi></button>`;
    case 'link':
      return renderLink(control.label, control.url, 'act plain');
    case 'picker':
      return renderPicker(control);
  }
}

/** A choice with a button of its own: a list that acts while one moves through it by keyboard would choose for them. */
function renderPicker({ label, intent, picks, choices }: Picker): Html {
  return html`<form class="picker" data-wire="${toWire(intent)}">
<label><span><bdi>${label}</bdi></span>
<select name="${picks}" aria-label="${label}" required><option value="">Choose…</option>${choices.map(renderChoice)}</select></label>
<button class="act plain" aria-label="Choose: ${label}">Choose</button></form>`;
}

export const renderChoice = ({ value, label }: { readonly value: string; readonly label: string }, chosen?: unknown) =>
  html`<option value="${value}"${value === chosen && html` selected`}>${label}</option>`;

/** Each run is set apart from its neighbours by its class, so that a right-to-left mark in one turns nothing around it. */
const renderWords = (words: Words): Put => words.map(renderInline);

function renderInline(inline: Inline): Html {
  if (typeof inline === 'string') return html`<span class="run">${inline}</span>`;
  switch (inline.kind) {
    case 'strong':
      return html`<strong class="run">${inline.text}</strong>`;
    case 'code':
      return html`<code class="run">${inline.text}</code>`;
    case 'link':
      return renderLink(inline.text, inline.url, 'link');
    case 'person':
      return html`<span class="person${inline.ping && ' ping'}" data-key="${inline.person.key}"><bdi>${inline.person.name}</bdi></span>`;
    case 'moment':
      return html`<time datetime="${inline.at}" data-as="${inline.as}" title="${inline.spoken}">${inline.spoken}</time>`;
  }
}

/** Only the web is linked to; any other address (`javascript:`) is shown as the text that it is. */
function renderLink(text: string, url: string, look: string): Html {
  if (!/^https?:\/\//i.test(url)) return html`<span class="link"><bdi>${text}</bdi> (${url})</span>`;
  return html`<a class="${look}" href="${url}" rel="noopener noreferrer" target="_blank"><bdi>${text}</bdi></a>`;
}
