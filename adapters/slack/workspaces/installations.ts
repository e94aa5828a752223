import type { Installation, InstallationStore } from '@slack/bolt';
import { z } from 'zod';
import type { Db } from '../../../src/db/connect.ts';
import { Gone, Unavailable } from '../../../src/errors.ts';
import { seal, unseal } from '../../shared/seal.ts';
import { asFailure } from '../failures.ts';
import type { Workspace } from '../places.ts';
import { dropInstallation, findInstallations, keepInstallation } from '../store.ts';
import type { Connected, WebClient, Workspaces } from './workspaces.ts';

/** How long an installation is remembered: another process may have been told of its end. */
const rememberedMs = 60_000;

const kept = z.object({
  team: z.object({ id: z.string(), name: z.string().optional() }).optional(),
  bot: z.object({ token: z.string(), userId: z.string() }),
});

export interface Installations extends Workspaces {
  readonly store: InstallationStore;
  /** It was uninstalled, or its token revoked. */
  drop(workspace: Workspace): Promise<void>;
}

interface Around {
  readonly db: Db;
  /** 32 bytes; without it nobody reads the tokens. */
  readonly tokenKey: Uint8Array;
  readonly clientOf: (token: string) => WebClient;
  now(): Date;
}

/** The workspaces and organisations that have installed the app; their tokens lie sealed in PostgreSQL. */
export function openInstallations({ db, tokenKey, clientOf, now }: Around): Installations {
  const remembered = new Map<string, { readonly connected: Connected; readonly untilMs: number }>();
  const nameOf = ({ team, org }: Workspace) => `${team}.${org}`;

  async function find(workspace: Workspace): Promise<Connected> {
    const known = remembered.get(nameOf(workspace));
    if (known && known.untilMs > now().getTime()) return known.connected;
    const { bot, team } = await readKept(workspace);
    const name = team?.id === workspace.team ? (team.name ?? null) : null;
    const connected = { workspace, client: clientOf(bot.token), token: bot.token, botUser: bot.userId, name };
    remembered.set(nameOf(workspace), { connected, untilMs: now().getTime() + rememberedMs });
    return connected;
  }

  /** A workspace's own installation stands above its organisation's. */
  async function readKept({ team, org }: Workspace) {
    const ids = org === null ? [team] : [team, org];
    const rows = await findInstallations(db, ids).catch((error: unknown) => {
      throw new Unavailable('the installations of the app', undefined, { cause: error });
    });
    const row = rows.find(({ id }) => id === team) ?? rows[0];
    if (!row) throw new Gone(`the app is not installed in ${team}`);
    const text = unseal(tokenKey, row.sealed, row.id);
    if (text === null) throw new Gone(`the installation in ${row.id} was sealed with another key`);
    return kept.parse(JSON.parse(text));
  }

  return {
    find,
    forget: (workspace) => remembered.delete(nameOf(workspace)),
    ofDeadToken: asFailure,
    async drop(workspace) {
      remembered.delete(nameOf(workspace));
      await dropInstallation(db, workspace.org ?? workspace.team);
    },
    store: {
      async storeInstallation(installation) {
        const id = idOf(installation);
        await keepInstallation(db, {
          id,
          sealed: seal(tokenKey, JSON.stringify(installation), id),
          installedAt: now(),
        });
        remembered.clear();
      },
      async fetchInstallation() {
        throw new Error('Tokens are found by the workspace of each request, not by the installer');
      },
      async deleteInstallation({ teamId, enterpriseId, isEnterpriseInstall }) {
        const id = isEnterpriseInstall ? enterpriseId : teamId;
        if (id !== undefined) await dropInstallation(db, id);
        remembered.clear();
      },
    },
  };
}

function idOf({ team, enterprise, isEnterpriseInstall }: Installation): string {
  const id = isEnterpriseInstall ? enterprise?.id : team?.id;
  if (id === undefined) throw new Error('An installation belongs to a workspace or an organisation');
  return id;
}
