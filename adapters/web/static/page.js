// What the server wrote on the page: who this tab is, which place it shows, and what can be said.
const { home, who, key, place, seq, now, places, commands } = document.body.dataset;

export const page = {
  home,
  who,
  key,
  place,
  seq: Number(seq),
  now,
  places: JSON.parse(places),
  commands: JSON.parse(commands),
};

export const byId = (id) => document.getElementById(id);
