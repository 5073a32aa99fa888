// Why the app made no templates: the command that runs it shows the message and decides its exit code.
/** Whether a person has to correct what they gave (`configuration`), or something else went wrong (`permanent`). */
export interface AppProblem {
  readonly severity: 'configuration' | 'permanent';
  readonly message: string;
}
