/** Small bodies of Block Kit, to be made wrong in one thing. */
export type Body = Record<string, unknown>;

export const plain = (text: string): Body => ({ type: 'plain_text', text });
export const section = (more: Body = { text: plain('x') }): Body => ({ type: 'section', ...more });
export const button = (more: Body = {}): Body => ({ type: 'button', text: plain('Go'), ...more });
export const actions = (...elements: Body[]): Body => ({ type: 'actions', elements });
export const option = (text = 'One', value = '1'): Body => ({ text: plain(text), value });
export const select = (more: Body = {}): Body => ({ type: 'static_select', options: [option()], ...more });
export const input = (element: Body = {}, more: Body = {}): Body => ({
  type: 'input',
  label: plain('What'),
  element: { type: 'plain_text_input', ...element },
  ...more,
});
export const modal = (more: Body = {}): Body => ({
  type: 'modal',
  title: plain('A form'),
  submit: plain('Send'),
  blocks: [],
  ...more,
});
export const long = (length: number) => 'x'.repeat(length);
export const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));
