/** What a person has to mend before anything can run; shown without a stack. */
export class SetUpError extends Error {}
