import { isDeepStrictEqual } from 'node:util';
import { and, boolean, byType, type Check, integer, list, matching, object, oneOf, rule, string } from './check.ts';
import { listOf, objectsOf, textOf } from './json.ts';

// https://docs.slack.dev/reference/block-kit/composition-objects and …/block-elements, with @slack/types beside it.

export const plain = (max: number): Check =>
  object({ type: oneOf('plain_text'), text: string(max) }, { emoji: boolean });
const mrkdwn = (max: number): Check => object({ type: oneOf('mrkdwn'), text: string(max) }, { verbatim: boolean });
export const words = (max: number): Check => byType({ plain_text: plain(max), mrkdwn: mrkdwn(max) });

const type: Check = () => [];
const id = string(255);
const confirm = object(
  { text: words(300) },
  { title: plain(100), confirm: plain(30), deny: plain(30), style: oneOf('primary', 'danger') },
);
const asked = { action_id: id, confirm, focus_on_load: boolean };
const typed = {
  action_id: id,
  placeholder: plain(150),
  focus_on_load: boolean,
  dispatch_action_config: object(
    {},
    { trigger_actions_on: list(oneOf('on_enter_pressed', 'on_character_entered'), 2) },
  ),
};

const option = object({ text: plain(75), value: string(150) }, { description: plain(75) });
const wordyOption = object({ text: words(75), value: string(150) }, { description: words(75) });
const linkOption = object({ text: plain(75), value: string(150) }, { description: plain(75), url: string(3000) });
const group = object({ label: plain(75), options: list(option, 100) });

/** Options, and of what stands in from the start that it is one of them. */
const choosing = (check: Check): Check =>
  and(
    and(
      check,
      rule(
        'must provide exactly one of: options, option_groups',
        (it) => (it.options === undefined) !== (it.option_groups === undefined),
      ),
    ),
    rule('initial option must match one of the options', (it) => {
      const offered = [...listOf(it.options), ...objectsOf(it.option_groups).flatMap((one) => listOf(one.options))];
      const standing = it.initial_option === undefined ? listOf(it.initial_options) : [it.initial_option];
      return standing.every((one) => offered.some((other) => isDeepStrictEqual(one, other)));
    }),
  );

const select = choosing(
  object(
    { type },
    {
      ...asked,
      placeholder: plain(150),
      options: list(option, 100),
      option_groups: list(group, 100),
      initial_option: option,
    },
  ),
);
const multiSelect = choosing(
  object(
    { type },
    {
      ...asked,
      placeholder: plain(150),
      options: list(option, 100),
      option_groups: list(group, 100),
      initial_options: list(option, 100),
      max_selected_items: integer(1, 100),
    },
  ),
);
const radio = choosing(object({ type, options: list(wordyOption, 10) }, { ...asked, initial_option: wordyOption }));
const boxes = choosing(
  object({ type, options: list(wordyOption, 10) }, { ...asked, initial_options: list(wordyOption, 10) }),
);
const overflow = object({ type, options: list(linkOption, 5) }, { action_id: id, confirm });
const day = matching(/^\d{4}-\d{2}-\d{2}$/, 'must be a date in the format YYYY-MM-DD');
const clock = matching(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time in the format HH:mm');
const pickers = {
  datepicker: object({ type }, { ...asked, placeholder: plain(150), initial_date: day }),
  timepicker: object({ type }, { ...asked, placeholder: plain(150), initial_time: clock, timezone: string(255) }),
  datetimepicker: object({ type }, { ...asked, initial_date_time: integer(1_000_000_000, 9_999_999_999) }),
  users_select: object({ type }, { ...asked, placeholder: plain(150), initial_user: string(255) }),
};
const button = object(
  { type, text: plain(75) },
  {
    action_id: id,
    confirm,
    value: string(2000),
    url: string(3000),
    style: oneOf('primary', 'danger'),
    accessibility_label: string(75),
  },
);

/** An image of a message or an element: by url, or by a file of Slack's that `isShowable`. */
export const image = (isShowable: (file: unknown) => boolean, more: Readonly<Record<string, Check>> = {}): Check =>
  and(
    and(
      object(
        { type, alt_text: string(2000) },
        { image_url: string(3000), slack_file: object({}, { id, url: string(3000) }), ...more },
      ),
      rule(
        'must provide exactly one of: image_url, slack_file',
        (it) => (it.image_url === undefined) !== (it.slack_file === undefined),
      ),
    ),
    rule('invalid slack file', (it) => it.slack_file === undefined || isShowable(it.slack_file), '/slack_file'),
  );

export const inActions = byType({
  button,
  static_select: select,
  multi_static_select: multiSelect,
  radio_buttons: radio,
  checkboxes: boxes,
  overflow,
  ...pickers,
});

export const accessory = (isShowable: (file: unknown) => boolean): Check =>
  byType({
    button,
    static_select: select,
    multi_static_select: multiSelect,
    radio_buttons: radio,
    checkboxes: boxes,
    overflow,
    ...pickers,
    image: image(isShowable),
  });

const length = (value: unknown, otherwise: number) => (typeof value === 'number' ? value : otherwise);
const number = matching(/^-?\d+(\.\d+)?$/, 'must be a number in a string');

export const inInput = byType({
  plain_text_input: and(
    object(
      { type },
      {
        ...typed,
        initial_value: string(3000, 0),
        multiline: boolean,
        min_length: integer(0, 3000),
        max_length: integer(1, 3000),
      },
    ),
    rule(
      'initial_value must be within min_length and max_length',
      (it) => it.initial_value === undefined || textOf(it.initial_value).length <= length(it.max_length, 3000),
    ),
  ),
  number_input: object(
    { type, is_decimal_allowed: boolean },
    { ...typed, initial_value: number, min_value: number, max_value: number },
  ),
  email_text_input: object({ type }, { ...typed, initial_value: string(3000, 0) }),
  url_text_input: object({ type }, { ...typed, initial_value: string(3000, 0) }),
  static_select: select,
  multi_static_select: multiSelect,
  radio_buttons: radio,
  checkboxes: boxes,
  ...pickers,
  file_input: object({ type }, { action_id: id, filetypes: list(string(20), 50), max_files: integer(1, 10) }),
});
