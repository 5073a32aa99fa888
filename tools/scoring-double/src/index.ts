export {
  clientId,
  endpointName,
  featureGroup,
  type ScoringDouble,
  startScoringDouble,
} from './scoring-double';
