/** The figures that stand in the README of the data, measured there by the same protocol. */
export interface Figures {
  readonly auc: number;
  readonly logLoss: number;
  readonly rmseBins: number;
}

const answers = ['assist09_train', 'assist15_train', 'algebra05s', 'spanish37'];
const reviews = ['srs_anki'];

/** By model, the data sets in the order above: AUC/log loss/RMSE(bins). */
const told: Readonly<Record<string, string>> = {
  'item mean': '.662/.606/.029 .642/.555/.005 .720/.494/.038 .687/.521/.020',
  'Elo 1PL': '.742/.553/.021 .689/.537/.031 .750/.479/.022 .772/.469/.035',
  'Elo + learner-skill': '.758/.539/.014 .690/.537/.039 .793/.449/.027 .795/.454/.037',
  'PFA online': '.729/.562/.014 .699/.530/.006 .764/.465/.009 .834/.417/.017',
  'BKT, causal EM refits': '.708/.579/.024 .701/.529/.010 .736/.482/.026 .822/.424/.017',
  'Best-LR online': '.764/.535/.010 .709/.525/.007 .796/.442/.011 .844/.405/.015',
  'DAS3H-like online': '.773/.528/.015 .719/.519/.009 .809/.432/.013 .851/.397/.011',
  'running average': '.507/.3757/.0790',
  'SM-2 implied': '.547/.4236/.1260',
  'half-life regression, online': '.487/.4145/.1156',
  'FSRS-6 default': '.645/.3551/.0687',
  'FSRS-6 fitted weights': '.652/.3465/.0487',
  /** Of these two: the goal that is set there. */
  'FSRS-6 + online calibration': '.68/.335/.040',
  ours: '.782/.519/.006 .730/.513/.006 .830/.412/.006 .862/.382/.006',
};

/** What is told of a model on a data set; for ours, the goal. */
export function findPublished(dataset: string, model: string): Figures | undefined {
  const figures = told[model]?.split(' ')[(dataset.startsWith('srs_') ? reviews : answers).indexOf(dataset)];
  if (figures === undefined) return undefined;
  const [auc = Number.NaN, logLoss = Number.NaN, rmseBins = Number.NaN] = figures.split('/').map(Number);
  return { auc, logLoss, rmseBins };
}
