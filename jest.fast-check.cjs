// Stands in for fast-check in tests, and sets how many values a property is tried with unless the test says it.
// Only a test that imports fast-check pays for it; by its path, since its name leads here.
const fc = require('./node_modules/fast-check/lib/cjs/fast-check.js');

const FEW = 30;

fc.configureGlobal({ numRuns: Number(process.env.CREDIT_RISK_PROPERTY_RUNS ?? FEW) });

module.exports = fc;
