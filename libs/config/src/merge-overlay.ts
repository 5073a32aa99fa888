// Merges an environment's overlay into the base: objects merge by key, everything else is replaced.
import { isObject, type JsonObject, jsonPath, type Path, type Shape } from '@credit-risk/io-ts-schema';

const mergeFields = (
  shapeOf: (key: string) => Shape | undefined,
  base: JsonObject,
  overlay: JsonObject,
): JsonObject => ({
  ...base,
  ...Object.fromEntries(
    Object.entries(overlay).map(([key, value]) => [key, mergeOverlay(shapeOf(key), base[key], value)]),
  ),
});

const knows = (shape: Shape, keys: readonly string[]): boolean =>
  shape.kind === 'object' && keys.every((key) => Object.hasOwn(shape.fields, key));

const shallow = (): undefined => undefined;

/**
 * The overlay over the base. An overlay that chooses another alternative (another algorithm, a full image URI in place
 * of a repository) replaces the base's whole.
 */
export const mergeOverlay = (shape: Shape | undefined, base: unknown, overlay: unknown): unknown => {
  if (shape === undefined || !isObject(base) || !isObject(overlay)) return overlay;
  switch (shape.kind) {
    case 'refined':
      return mergeOverlay(shape.inner, base, overlay);
    case 'object':
      return mergeFields((key) => shape.fields[key]?.shape, base, overlay);
    case 'record':
      return mergeFields(shallow, base, overlay);
    case 'tagged': {
      const chosen = overlay[shape.tag];
      return chosen === undefined || chosen === base[shape.tag]
        ? mergeFields(shallow, base, overlay)
        : overlay;
    }
    case 'union': {
      const merged = { ...base, ...overlay };
      return shape.members.some((branch) => knows(branch, Object.keys(merged)))
        ? mergeFields(shallow, base, overlay)
        : overlay;
    }
    default:
      return overlay;
  }
};

// Deeper than any member of a configuration: what lies below is set whole.
const deepest = 12;

/** The paths of everything that an overlay sets. */
export const pathsSet = (overlay: unknown, path: Path = []): readonly string[] =>
  isObject(overlay) && path.length <= deepest
    ? Object.entries(overlay).flatMap(([key, value]) => pathsSet(value, [...path, key]))
    : [jsonPath(path)];
