import { FaultPlan } from './faults.ts';
import { SignedHttp } from './http-side.ts';
import { openDoor } from './server.ts';
import type { FakeSlack, FakeSlackOptions } from './sides.ts';
import { SocketMode } from './socket.ts';
import { Workspace } from './workspace.ts';
import { makeWorld } from './world.ts';

export type * from './faces.ts';
export type * from './sides.ts';

/** The scopes of an app that posts, shows files, opens direct lines and looks its own posts up again. */
const usualScopes = [
  'app_mentions:read',
  'channels:history',
  'channels:read',
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'im:history',
  'im:read',
  'im:write',
  'users:read',
];

/**
 * The far side of the network for tests: a Slack on the loopback, for the real Bolt and its clients to speak to. It refuses what the
 * real one refuses, in the same words. Slack's events come by Socket Mode until `connect` says otherwise.
 */
export async function startFakeSlack(options: FakeSlackOptions = {}): Promise<FakeSlack> {
  const { pace = 'slack', scopes = usualScopes, processingMs = 0 } = options;
  const world = makeWorld({ pace, scopes, processingMs });
  world.tokens.set(world.app.token, { team: null, scopes: ['connections:write'], dead: null });
  const faults = new FaultPlan();
  const door = await openDoor(world, faults);
  world.origin = `http://127.0.0.1:${door.port}`;
  const socket = new SocketMode(world, door.server);
  world.way = socket;
  let http = new SignedHttp(world, []);
  const cut = async () => {
    socket.drop();
    await door.shut();
  };
  return {
    url: `${world.origin}/api/`,
    authorizeUrl: `${world.origin}/oauth/v2/authorize`,
    appId: world.app.id,
    signingSecret: world.signingSecret,
    appToken: world.app.token,
    clientId: world.app.clientId,
    clientSecret: world.app.clientSecret,
    clock: world.clock,
    faults,
    calls: world.calls,
    socket,
    get http() {
      return http;
    },
    workspace: (name, { isInstalled = true, scopes: own = scopes } = {}) =>
      new Workspace(world, name, isInstalled, own),
    connect(how) {
      if (how.mode === 'http') http = new SignedHttp(world, [how.url].flat());
      world.way = how.mode === 'http' ? { send: (parcel) => http.deliver(parcel) } : socket;
    },
    until: (isSo, patienceMs) => world.news.until(isSo, patienceMs),
    cut,
    mend: () => door.open(),
    async stop() {
      world.clock.stop();
      await socket.close();
      await door.shut();
      if (world.broken.length > 0) throw new AggregateError(world.broken, 'The fake Slack itself broke');
    },
  };
}
