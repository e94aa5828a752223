/** Something about the database that whoever starts Studyloop can put right. The message is for them, and says how. */
export class DatabaseProblem extends Error {
  override readonly name: string = 'DatabaseProblem';
}

/** Another Studyloop lives on this data directory. */
export class AlreadyRunning extends DatabaseProblem {
  override readonly name = 'AlreadyRunning';
}
