/** How likely in words, for a score from 0 to 1. A hundred per cent is never sure. */
export const likely = (score: number) => `${Math.min(99, Math.round(score * 100))}% likely`;
