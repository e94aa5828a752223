import { PermissionFlagsBits } from 'discord.js';

/**
 * All that the bot needs in a server, and why. Answers to commands and buttons need none of it: Discord lets them through in the name
 * of whoever asked.
 */
export const neededPermissions: readonly { readonly bit: bigint; readonly name: string; readonly why: string }[] = [
  { bit: PermissionFlagsBits.ViewChannel, name: 'View Channels', why: 'to reach the rooms that you choose' },
  { bit: PermissionFlagsBits.SendMessages, name: 'Send Messages', why: 'for reminders and sprints' },
  { bit: PermissionFlagsBits.SendMessagesInThreads, name: 'Send Messages in Threads', why: 'the same, in threads' },
  { bit: PermissionFlagsBits.AttachFiles, name: 'Attach Files', why: 'for pictures of your progress and for decks' },
];

/** The page on which someone adds the bot to their server, with exactly the permissions that it needs. */
export function inviteLink(applicationId: string): string {
  const url = new URL('https://discord.com/oauth2/authorize');
  url.searchParams.set('client_id', applicationId);
  url.searchParams.set('scope', 'bot applications.commands');
  url.searchParams.set('permissions', String(neededPermissions.reduce((all, { bit }) => all | bit, 0n)));
  url.searchParams.set('integration_type', '0');
  return url.href;
}
