/** An error that is meant for a person: its message says what is wrong and what to do next. */
export class UserError extends Error {
  override readonly name = 'UserError';
}
