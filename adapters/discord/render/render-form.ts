import {
  type APIComponentInLabel,
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  type APITextDisplayComponent,
  ComponentType,
  TextInputStyle,
} from 'discord.js';
import type { Field, Form } from '../../../src/chat/form.ts';
import { clip } from '../../../src/chat/limits.ts';
import { enclosed } from './escape.ts';
import { optionOf } from './render-controls.ts';

/** Discord's limits for modals (discord.com/developers/docs/components/reference, interactions/receiving-and-responding). */
const max = { title: 45, parts: 5, label: 45, help: 100, placeholder: 100, value: 4000, options: 25 } as const;

/** A form as a modal. Its button always says Submit there, so what sending does stands with the title. */
export function renderForm(form: Form, customId: string): APIModalInteractionResponseCallbackData {
  const title = `${form.title} · ${form.send}`;
  const fits = title.length <= max.title;
  const fields = form.fields.slice(0, max.parts).map(renderField);
  return {
    custom_id: customId,
    title: clip(fits ? title : form.title, max.title),
    components: fits || fields.length === max.parts ? fields : [sendNote(form.send), ...fields],
  };
}

const sendNote = (send: string): APITextDisplayComponent => ({
  type: ComponentType.TextDisplay,
  content: `-# Submit: ${enclosed(send)}`,
});

function renderField(field: Field): APILabelComponent {
  const help = helpOf(field);
  return {
    type: ComponentType.Label,
    label: clip(field.label, max.label),
    ...(help !== '' && { description: clip(help, max.help) }),
    component: renderInput(field),
  };
}

/** What kinds of file are read is said, since Discord lets any be chosen. */
function helpOf(field: Field): string {
  const help = field.help ?? '';
  const accept = field.kind === 'file' ? field.accept.join(', ') : '';
  if (accept === '' || help.includes(accept)) return help.trim();
  const both = help === '' ? accept : `${help} (${accept})`;
  return both.length <= max.help ? both : help;
}

function renderInput(field: Field): APIComponentInLabel {
  const { name, required, value = '' } = field;
  switch (field.kind) {
    case 'line':
      return textInput(field, value.includes('\n') ? TextInputStyle.Paragraph : TextInputStyle.Short, {
        max_length: lengthOf(field.max, value),
      });
    case 'paragraph':
      return textInput(field, TextInputStyle.Paragraph, { max_length: lengthOf(field.max, value) });
    case 'number':
      return textInput(field, TextInputStyle.Short, { placeholder: `${field.min} to ${field.max}` });
    case 'choice':
      if (field.choices.length === 0 || field.choices.length > max.options) {
        return textInput(field, TextInputStyle.Short, {});
      }
      return {
        type: ComponentType.StringSelect,
        custom_id: name,
        required,
        options: field.choices.map((it) => ({
          ...optionOf(it, it.value),
          ...(it.value === value && { default: true }),
        })),
      };
    case 'file':
      return { type: ComponentType.FileUpload, custom_id: name, required, min_values: required ? 1 : 0, max_values: 1 };
  }
}

function textInput(
  { name, required, value = '' }: Field,
  style: TextInputStyle,
  more: { readonly max_length?: number; readonly placeholder?: string },
): APIComponentInLabel {
  return {
    type: ComponentType.TextInput,
    custom_id: name,
    style,
    required,
    ...more,
    ...(value.trim() !== '' && { value: value.slice(0, max.value) }),
  };
}

/** What stands in a field already must fit into it, or Discord would not open the form. */
const lengthOf = (most: number, value: string) => Math.min(max.value, Math.max(most, value.length));
