/** What a real client would not let its person do: nothing is sent. `problems` by custom_id, where a modal is meant. */
export class ClientSaysNo extends Error {
  override readonly name = 'ClientSaysNo';
  readonly problems: Readonly<Record<string, string>>;

  constructor(what: string, problems: Readonly<Record<string, string>> = {}) {
    super(what);
    this.problems = problems;
  }
}
