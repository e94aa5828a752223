/** Discord's no, with its own status, code and message (discord.com/developers/docs/topics/opcodes-and-status-codes). */
export class ApiRefusal extends Error {
  override readonly name = 'ApiRefusal';
  readonly status: number;
  readonly code: number;
  readonly errors: object | undefined;

  constructor(status: number, code: number, message: string, errors?: object) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }

  get body(): object {
    return { message: this.message, code: this.code, ...(this.errors && { errors: this.errors }) };
  }
}

const refusal = (status: number, code: number, message: string) => () => new ApiRefusal(status, code, message);

export const refuse = {
  unauthorized: refusal(401, 0, '401: Unauthorized'),
  notFound: refusal(404, 0, '404: Not Found'),
  noUserAgent: refusal(403, 40333, 'internal network error'),
  unknownApplication: refusal(404, 10002, 'Unknown Application'),
  unknownChannel: refusal(404, 10003, 'Unknown Channel'),
  unknownGuild: refusal(404, 10004, 'Unknown Guild'),
  unknownMember: refusal(404, 10007, 'Unknown Member'),
  unknownMessage: refusal(404, 10008, 'Unknown Message'),
  unknownWebhook: refusal(404, 10015, 'Unknown Webhook'),
  unknownInteraction: refusal(404, 10062, 'Unknown interaction'),
  unknownCommand: refusal(404, 10063, 'Unknown application command'),
  tooManyCreates: refusal(400, 30034, 'Max number of daily application command creates has been reached (200)'),
  tooLarge: refusal(413, 40005, 'Request entity too large'),
  alreadyAcknowledged: refusal(400, 40060, 'Interaction has already been acknowledged.'),
  tooManyFollowUps: refusal(400, 40094, 'This interaction has reached the maximum number of follow-up messages'),
  missingAccess: refusal(403, 50001, 'Missing Access'),
  notAuthor: refusal(403, 50005, 'Cannot edit a message authored by another user'),
  emptyMessage: refusal(400, 50006, 'Cannot send an empty message'),
  closedDm: refusal(403, 50007, 'Cannot send messages to this user'),
  missingPermissions: refusal(403, 50013, 'Missing Permissions'),
  expiredToken: refusal(401, 50027, 'Invalid Webhook Token'),
  invalidRecipient: refusal(400, 50033, 'Invalid Recipient(s)'),
  invalidJson: refusal(400, 50109, 'The request body contains invalid JSON.'),
  noMutualGuilds: refusal(403, 50278, 'Cannot send messages to this user due to having no mutual guilds'),
};
