/** A token request names an audience by a URI (RFC 8707, resource indicators). */
export const resourceOf = (audience: string): string => `urn:audience:${audience}`;
