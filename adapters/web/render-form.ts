import type { Field, Form } from '../../src/chat/form.ts';
import { toWire } from '../../src/chat/wire.ts';
import { type Html, html } from './html.ts';
import { renderChoice } from './render.ts';

/** A form as the inside of a dialog. No field stops anyone from typing: what does not fit is said beside it, and stays. */
export function renderForm(form: Form): Html {
  return html`<form class="sheet" novalidate data-wire="${toWire(form.intent)}" aria-labelledby="sheet-title">
<header><h2 id="sheet-title"><bdi>${form.title}</bdi></h2>
<button type="button" class="close" data-close aria-label="Close. What you typed is kept.">×</button></header>
<div class="sheet-problem" role="alert"></div>
<div class="fields">${form.fields.map(renderField)}</div>
<footer><button type="button" class="act plain" data-close>Not now</button>
<button type="submit" class="act main"><bdi>${form.send}</bdi></button></footer>
</form>`;
}

function renderField(field: Field): Html {
  const radios = asRadios(field);
  const label = html`<bdi>${field.label}</bdi>${!field.required && html` <span class="optional">optional</span>`}`;
  const name = radios
    ? html`<span class="field-label" id="field-${field.name}-label">${label}</span>`
    : html`<label class="field-label" for="field-${field.name}">${label}</label>`;
  return html`<div class="field" data-field="${field.name}"${radios && radioGroup(field)}>
${name}
${field.help !== undefined && html`<p class="help" id="field-${field.name}-help"><bdi>${field.help}</bdi></p>`}
${renderInput(field, radios)}
<p class="problem" id="field-${field.name}-problem" hidden></p>
</div>`;
}

/** A few choices, one of which must be taken, are shown at once. */
const asRadios = (field: Field) => field.kind === 'choice' && field.required && field.choices.length <= 5;

const radioGroup = (field: Field) =>
  html` role="radiogroup" aria-labelledby="field-${field.name}-label"${describedBy(field)}${field.required && html` aria-required="true"`}`;

const describedBy = (field: Field) =>
  html` aria-describedby="${field.help !== undefined && `field-${field.name}-help `}field-${field.name}-problem"`;

function renderInput(field: Field, radios: boolean): Html {
  const common = html`id="field-${field.name}" name="${field.name}"${field.required && html` required aria-required="true"`}${describedBy(field)}`;
  const value = field.value ?? '';
  switch (field.kind) {
    case 'line':
      return html`<input type="text" ${common} value="${value}" data-max="${field.max}" autocomplete="off"><p class="count" hidden></p>`;
    case 'paragraph':
      return html`<textarea ${common} rows="4" data-max="${field.max}">
${value}</textarea><p class="count" hidden></p>`;
    case 'number':
      return html`<input type="text" inputmode="numeric" class="number" ${common} value="${value}" placeholder="${field.min} to ${field.max}" autocomplete="off">`;
    case 'choice':
      return radios ? renderRadios(field, value) : renderSelect(field, common, value);
    case 'file':
      return html`<input type="file" ${common} accept="${field.accept.join(',')}" data-max-bytes="${field.maxBytes}">`;
  }
}

type Choosing = Extract<Field, { kind: 'choice' }>;

const renderSelect = (field: Choosing, common: Html, value: string) =>
  html`<select ${common}><option value="">${field.required ? 'Choose…' : '—'}</option>${field.choices.map((it) => renderChoice(it, value))}</select>`;

const renderRadios = (field: Choosing, value: string) =>
  html`<div class="radios">${field.choices.map(
    (it) =>
      html`<label><input type="radio" name="${field.name}" value="${it.value}"${it.value === value && html` checked`}><span><bdi>${it.label}</bdi></span></label>`,
  )}</div>`;
