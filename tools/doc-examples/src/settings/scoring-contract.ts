// What the examples of scoring-contract name.
import type { FeatureVector } from '@credit-risk/loan-features';
import type { Contributions } from '@credit-risk/scoring-contract';

export const features: FeatureVector = {
  nb_previous_loans: 0,
  avg_amount_loans_previous: null,
  age: 23,
  years_on_the_job: 1,
  flag_own_car: 0,
};

export const contributions: Contributions = {
  nb_previous_loans: 0.001,
  avg_amount_loans_previous: 0,
  age: 0.0041,
  years_on_the_job: -0.002,
  flag_own_car: 0,
};
