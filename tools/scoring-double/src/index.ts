export {
  clientId,
  endpointName,
  featureGroup,
  type ScoringDouble,
  type ScoringDoubleSettings,
  startScoringDouble,
} from './scoring-double';
