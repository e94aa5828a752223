import { z } from 'zod';
import { setting, type ValuesOf, webAddress, wellFormed } from './setting.ts';

/** Which of how many shards one process runs. */
export interface Shards {
  readonly ids: readonly number[];
  readonly count: number;
}

const wantedShards = 'it must name shards by number and how many there are in all, each below that: 0,1/4';

const shards = z.string().transform((text, context): Shards => {
  const [, list = '', total = ''] = /^(\d{1,4}(?:,\d{1,4})*)\/(\d{1,4})$/.exec(text.replaceAll(' ', '')) ?? [];
  const [ids, count] = [[...new Set(list.split(',').map(Number))], Number(total)];
  if (list === '' || ids.some((id) => id >= count)) context.addIssue(wantedShards);
  return { ids, count };
});

export const discordSettings = {
  discordToken: setting({
    variable: 'DISCORD_TOKEN',
    about: "The bot's token, from its page at discord.com/developers/applications. Switches Discord on.",
    example: 'bot-id-part.time-part.signature-part',
    otherwise: 'no Discord',
    read: wellFormed(
      /^[\w-]{10,}\.[\w-]+\.[\w-]{10,}$/,
      'it must be three parts with dots between them, as Discord shows it once under Bot, Reset Token',
    ).optional(),
    secret: true,
  }),
  discordShards: setting({
    variable: 'DISCORD_SHARDS',
    about: 'Which shards this process runs, of how many in all; together the processes must run each once.',
    example: '0,1/4',
    otherwise: 'all, as many as Discord advises',
    read: shards.optional(),
  }),
  discordApiUrl: setting({
    variable: 'DISCORD_API_URL',
    about: "Another server in the place of Discord's: a proxy, a test, one that speaks the same.",
    example: 'http://127.0.0.1:8081/api',
    otherwise: 'https://discord.com/api',
    read: webAddress.optional(),
    needs: ['DISCORD_TOKEN'],
  }),
};

/** What Discord needs to run. */
export interface DiscordConfig {
  readonly token: string;
  readonly apiUrl?: string;
  readonly shards?: Shards;
}

/** Null where Discord is not switched on. */
export function discordOf(values: ValuesOf<typeof discordSettings>): DiscordConfig | null {
  const { discordToken: token, discordApiUrl: apiUrl, discordShards: shards } = values;
  return token === undefined ? null : { token, ...(apiUrl && { apiUrl }), ...(shards && { shards }) };
}
