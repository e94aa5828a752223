import { and, boolean, byType, type Check, integer, list, object, oneOf, repeated, rule, string } from './check.ts';
import { accessory, image, inActions, inInput, plain, words } from './check-elements.ts';
import { isObject, objectsOf, at as part, textOf } from './json.ts';

// https://docs.slack.dev/reference/block-kit/blocks. Kinds of block that the real Slack has and this one does not are refused.

const type: Check = () => [];
const block_id = string(255);

const style = object({}, { bold: boolean, italic: boolean, strike: boolean, code: boolean, underline: boolean });
const styled = { style };
const inline = byType({
  text: object({ type, text: string(12_000) }, styled),
  link: object({ type, url: string(3000) }, { ...styled, text: string(12_000), unsafe: boolean }),
  user: object({ type, user_id: string(255) }, styled),
  channel: object({ type, channel_id: string(255) }, styled),
  usergroup: object({ type, usergroup_id: string(255) }, styled),
  emoji: object({ type, name: string(255) }, { ...styled, unicode: string(255) }),
  broadcast: object({ type, range: oneOf('here', 'channel', 'everyone') }, styled),
  date: object(
    { type, timestamp: integer(0, 9_999_999_999), format: string(255) },
    { ...styled, url: string(3000), fallback: string(3000) },
  ),
});
const border = integer(0, 1);
const run = list(inline, 1000, 0);
const section = object({ type, elements: run });
const richText = byType({
  rich_text_section: section,
  rich_text_list: object(
    { type, style: oneOf('bullet', 'ordered'), elements: list(byType({ rich_text_section: section }), 1000) },
    { indent: integer(0, 8), offset: integer(0, 1000), border },
  ),
  rich_text_quote: object({ type, elements: run }, { border }),
  rich_text_preformatted: object({ type, elements: run }, { border, language: string(255) }),
});

type IsShowable = (file: unknown) => boolean;

const common = (isShowable: IsShowable): Readonly<Record<string, Check>> => ({
  section: and(
    object(
      { type },
      { block_id, text: words(3000), fields: list(words(2000), 10), accessory: accessory(isShowable), expand: boolean },
    ),
    rule('must provide at least one of: text, fields', (it) => it.text !== undefined || it.fields !== undefined),
  ),
  header: object({ type, text: plain(150) }, { block_id }),
  divider: object({ type }, { block_id }),
  image: image(isShowable, { block_id, title: plain(2000) }),
  actions: object({ type, elements: list(inActions, 25) }, { block_id }),
  context: object(
    { type, elements: list(byType({ plain_text: plain(3000), mrkdwn: words(3000), image: image(isShowable) }), 10) },
    { block_id },
  ),
  rich_text: object({ type, elements: list(richText, 1000) }, { block_id }),
});

const input = object(
  { type, label: plain(2000), element: inInput },
  { block_id, hint: plain(2000), optional: boolean, dispatch_action: boolean },
);

/** What is wrong with the blocks of a message: at most 50, without inputs. */
export function checkMessageBlocks(blocks: unknown, at: string, isShowable: IsShowable): readonly string[] {
  return checkBlocks(blocks, at, list(byType(common(isShowable)), 50, 0));
}

/** What is wrong with the blocks of a modal or a home page: at most 100. */
export function checkViewBlocks(blocks: unknown, at: string, isShowable: IsShowable): readonly string[] {
  return checkBlocks(blocks, at, list(byType({ ...common(isShowable), input }), 100, 0));
}

function checkBlocks(blocks: unknown, at: string, check: Check): readonly string[] {
  const problems = check(blocks, at);
  if (problems.length > 0) return problems;
  const all = objectsOf(blocks);
  const ids = all.flatMap((block, index) => named(block.block_id, `${at}/${index}/block_id`));
  return [
    ...repeated('block_id', ids),
    ...all.flatMap((block, index) => repeated('action_id', actionIds(block, `${at}/${index}`))),
    ...loud(all, at),
  ];
}

const named = (value: unknown, at: string): [string, string][] => (typeof value === 'string' ? [[value, at]] : []);

function actionIds(block: Readonly<Record<string, unknown>>, at: string): [string, string][] {
  const single = ['accessory', 'element'].flatMap((name) =>
    named(part(block, name, 'action_id'), `${at}/${name}/action_id`),
  );
  const several = objectsOf(block.elements).flatMap((it, index) =>
    named(it.action_id, `${at}/elements/${index}/action_id`),
  );
  return [...single, ...several];
}

/** Only one element may ask for the focus. */
function loud(blocks: readonly Readonly<Record<string, unknown>>[], at: string): string[] {
  const asking = blocks.flatMap((block) => [block.element, block.accessory, ...objectsOf(block.elements)]);
  const count = asking.filter((it) => isObject(it) && it.focus_on_load === true).length;
  return count > 1 ? [`only one element may have focus_on_load [json-pointer:${at}]`] : [];
}

/** How much there is to read in blocks, in characters as they were sent. */
export function lengthOfBlocks(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, it: unknown) => sum + lengthOfBlocks(it), 0);
  if (!isObject(value)) return 0;
  return Object.entries(value).reduce(
    (sum, [name, it]) => sum + (name === 'text' ? textOf(it).length : 0) + lengthOfBlocks(it),
    0,
  );
}
