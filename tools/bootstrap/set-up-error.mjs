/** What a person has to mend before anything can run; shown without a stack. */
export class SetUpError extends Error {}

export const reportingSetUpErrors = async (work) => {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
};
