// Writes what is generated from the table of hyperparameters: the contract for Python, and the tables of two READMEs.
import { writeFileSync } from 'node:fs';
import { hyperparameterFiles } from './hyperparameter-files';

for (const { file, text } of hyperparameterFiles()) writeFileSync(file, text);
