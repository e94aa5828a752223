// The page of a place, joined from its parts.
import { startComposer } from './composer.js';
import { startLive } from './live.js';
import { firstBorn, showEarlier } from './log.js';
import { byId, page } from './page.js';
import { take, watchPresses } from './press.js';
import { watchSheet } from './sheet.js';

watchPresses();
watchSheet(take);
startComposer(take);
startLive();

byId('earlier').addEventListener('click', async ({ currentTarget: button }) => {
  const query = new URLSearchParams({ place: page.place, before: firstBorn() });
  const found = await fetch(`${page.home}/earlier?${query}`)
    .then((response) => (response.ok ? response.json() : null))
    .catch(() => null);
  if (!found) return;
  const { messages, more } = found;
  button.hidden = !more;
  showEarlier(messages);
});
