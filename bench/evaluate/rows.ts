import { inColumns } from '../columns.ts';
import { type Figures, findPublished } from './published.ts';

/** How one model did on one data set. NaN in what it was not measured by. */
export interface Row extends Figures {
  readonly dataset: string;
  readonly model: string;
  readonly failPrecision20: number;
  readonly microsPerEvent: number;
}

/** What a suite is asked for. */
export interface SuiteOptions {
  readonly includes: (dataset: string) => boolean;
  readonly compares: (model: string) => boolean;
  /** Tells how far it is. */
  readonly say: (line: string) => void;
}

/** Scores models on every data set of its kind in a folder; none where there are none. */
export type Suite = (dataDir: string, options: SuiteOptions) => Row[] | Promise<Row[]>;

/** The rows as a table for people, with what the data's README tells of the same model beside them. */
export function tableOfRows(rows: readonly Row[]): string {
  const head = [
    'data set',
    'model',
    'AUC',
    'log loss',
    'RMSE',
    'fails@20%',
    'µs',
    'published, whole file: AUC',
    'log loss',
    'RMSE',
  ];
  const lines = rows.map((row) => {
    const published = findPublished(row.dataset, row.model);
    return [
      row.dataset,
      row.model,
      shown(row.auc, 4),
      shown(row.logLoss, 4),
      shown(row.rmseBins, 4),
      shown(row.failPrecision20, 3),
      shown(row.microsPerEvent, 2),
      ...(published ? [shown(published.auc, 3), shown(published.logLoss, 3), shown(published.rmseBins, 3)] : []),
    ];
  });
  return inColumns([head, ...lines]);
}

const shown = (value: number, digits: number) => (Number.isFinite(value) ? value.toFixed(digits) : '');
