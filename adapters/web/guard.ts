import { isIP } from 'node:net';
import type { MiddlewareHandler } from 'hono';

/**
 * Headers of every answer. Scripts and styles come from files of ours alone, so text that slipped through as markup could still
 * do nothing; nobody may frame the pages or embed what is in them.
 */
const headers: Readonly<Record<string, string>> = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
};

/**
 * Keeps other sites out, since whoever reaches the port may be anyone. A page of theirs can make a browser come here in two ways:
 * under a name of its own that it points at this machine (DNS rebinding), which shows in Host; or by a post across sites, which
 * shows in Origin. `host` is the name that this server was told to listen on.
 */
export function guard(host: string): MiddlewareHandler {
  return async (context, next) => {
    const own = context.req.header('host') ?? '';
    const reads = context.req.method === 'GET' || context.req.method === 'HEAD';
    if (!isOurs(own, host)) context.res = no('This address is not known here. Use the one that was printed at start.');
    else if (!reads && originHost(context.req.header('origin')) !== own)
      context.res = no('This came from another site, so it was not taken.');
    else await next();
  };
}

/** Says to browsers what the pages may do, whatever the answer is. */
export const withHeaders: MiddlewareHandler = async (context, next) => {
  await next();
  for (const [name, value] of Object.entries(headers))
    if (!context.res.headers.has(name)) context.res.headers.set(name, value);
};

const no = (why: string) => new Response(why, { status: 403 });

/** A number, or a name that can only mean this machine. A rebound name is neither. */
function isOurs(header: string, host: string): boolean {
  const name = header.replace(/:\d+$/, '').toLowerCase();
  return name === 'localhost' || name === host.toLowerCase() || isIP(name.replace(/^\[|\]$/g, '')) !== 0;
}

function originHost(origin: string | undefined): string | null {
  return origin !== undefined && URL.canParse(origin) ? new URL(origin).host : null;
}
