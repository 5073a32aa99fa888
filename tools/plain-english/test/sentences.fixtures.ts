// For each rule a sentence that breaks it, and one that says the same in plain English.
export const sentences: Readonly<Record<string, { readonly bad: string; readonly good: string }>> = {
  'is no X': { bad: 'The file is no configuration.', good: 'The file is not a valid configuration.' },
  'told, tells': { bad: 'The log tells which calls failed.', good: 'The log lists the calls that failed.' },
  'who asks': { bad: 'Who asks is not known.', good: 'Authentication required.' },
  'go on with': { bad: 'The run to go on with.', good: 'The run to resume.' },
  'nobody, anybody': { bad: 'Nobody waits for the log.', good: 'The log delays no response.' },
  'of its own': { bad: 'A process of its own.', good: 'A separate process.' },
  'whoever, those who run it': { bad: 'Ask whoever runs it.', good: 'Contact the operator.' },
  'what else': { bad: 'What else it needs.', good: 'Its other dependencies.' },
  'what becomes of': { bad: 'What becomes of the job.', good: 'The outcome of the job.' },
  'begins so, begins as X': {
    bad: 'No object has a key that begins so.',
    good: 'No object key starts with this prefix.',
  },
  'have not the X': {
    bad: 'The stacks have not the outputs expected.',
    good: 'The stack outputs are not as expected.',
  },
  'there is no valid X of': {
    bad: 'There is no valid proof of identity.',
    good: 'The request carries no valid credentials.',
  },
  'ask with': { bad: 'Ask with a token.', good: 'Send a token.' },
  'where it is set': { bad: 'The proxy, where it is set.', good: 'The proxy, if it is set.' },
  'see that it': { bad: 'See that it answers.', good: 'Check that it responds.' },
  'of whom': { bad: 'Clients of whom the store has a record.', good: 'Clients that are in the store.' },
  'as it must be': { bad: 'A run is as it must be.', good: 'A run passes.' },
  'as X has it': { bad: 'The codes as the runner has them.', good: "The runner's codes." },
};
