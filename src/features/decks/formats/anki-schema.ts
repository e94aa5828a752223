/**
 * An empty Anki collection of schema 11, and the JSON that Anki keeps in it.
 * Source: the database format as Anki's own schema has it (github.com/ankitects/anki, rslib/src/storage/schema11.sql).
 */
export const emptyCollection = `
  create table col (id integer primary key, crt integer not null, mod integer not null, scm integer not null,
    ver integer not null, dty integer not null, usn integer not null, ls integer not null, conf text not null,
    models text not null, decks text not null, dconf text not null, tags text not null);
  create table notes (id integer primary key, guid text not null, mid integer not null, mod integer not null,
    usn integer not null, tags text not null, flds text not null, sfld integer not null, csum integer not null,
    flags integer not null, data text not null);
  create table cards (id integer primary key, nid integer not null, did integer not null, ord integer not null,
    mod integer not null, usn integer not null, type integer not null, queue integer not null, due integer not null,
    ivl integer not null, factor integer not null, reps integer not null, lapses integer not null, left integer not null,
    odue integer not null, odid integer not null, flags integer not null, data text not null);
  create table revlog (id integer primary key, cid integer not null, usn integer not null, ease integer not null,
    ivl integer not null, lastIvl integer not null, factor integer not null, time integer not null, type integer not null);
  create table graves (usn integer not null, oid integer not null, type integer not null);
  create index ix_notes_usn on notes (usn);
  create index ix_cards_usn on cards (usn);
  create index ix_revlog_usn on revlog (usn);
  create index ix_cards_nid on cards (nid);
  create index ix_cards_sched on cards (did, queue, due);
  create index ix_revlog_cid on revlog (cid);
  create index ix_notes_csum on notes (csum);
  insert into col values (1, 0, 0, 0, 11, 0, 0, 0, '{}', '{}', '{}', '${JSON.stringify({ 1: options() })}', '{}');
`;

/** Constant, so that every export uses the same note type in the Anki that opens it. */
export const noteTypeId = 1_700_000_000_001;

/** A note type with a front and a back. */
export function cardTemplates(deckId: number, modifiedSecs: number) {
  const field = { sticky: false, rtl: false, font: 'Arial', size: 20, media: [] };
  return {
    id: noteTypeId,
    name: 'Studyloop card',
    type: 0,
    mod: modifiedSecs,
    usn: -1,
    sortf: 0,
    did: deckId,
    flds: [
      { ...field, name: 'Front', ord: 0 },
      { ...field, name: 'Back', ord: 1 },
    ],
    tmpls: [
      {
        name: 'Card 1',
        ord: 0,
        qfmt: '{{Front}}',
        afmt: '{{FrontSide}}\n\n<hr id=answer>\n\n{{Back}}',
        bqfmt: '',
        bafmt: '',
        did: null,
      },
    ],
    css: '.card { font-family: arial; font-size: 20px; text-align: center; color: black; background-color: white; }',
    latexPre:
      '\\documentclass[12pt]{article}\n\\special{papersize=3in,5in}\n\\usepackage{amssymb,amsmath}\n\\begin{document}\n',
    latexPost: '\\end{document}',
    req: [[0, 'any', [0]]],
    tags: [],
    vers: [],
  };
}

export function deckOptions(id: number, name: string, modifiedSecs: number) {
  const today = { newToday: [0, 0], revToday: [0, 0], lrnToday: [0, 0], timeToday: [0, 0] };
  const limits = { conf: 1, extendNew: 0, extendRev: 0, dyn: 0 };
  return {
    id,
    name,
    mod: modifiedSecs,
    usn: -1,
    desc: '',
    collapsed: false,
    browserCollapsed: false,
    ...today,
    ...limits,
  };
}

/** The options that every deck points to, as Anki has them from the start. */
function options() {
  return {
    id: 1,
    name: 'Default',
    mod: 0,
    usn: 0,
    maxTaken: 60,
    timer: 0,
    autoplay: true,
    replayq: true,
    dyn: false,
    new: { delays: [1, 10], ints: [1, 4, 0], initialFactor: 2500, order: 1, perDay: 20, bury: false, separate: true },
    rev: { perDay: 200, ease4: 1.3, fuzz: 0.05, minSpace: 1, ivlFct: 1, maxIvl: 36500, bury: false, hardFactor: 1.2 },
    lapse: { delays: [10], mult: 0, minInt: 1, leechFails: 8, leechAction: 1 },
  };
}
