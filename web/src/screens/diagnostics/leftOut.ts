import type { LeftOutReason } from '../../gql/graphql';

/** Names of those left out under each reason, the commonest reason first. */
export function byReason(leftOut: { reason: LeftOutReason; employer: { name: string } }[]): { reason: LeftOutReason; employers: string[] }[] {
  return [...Map.groupBy(leftOut, ({ reason }) => reason)]
    .map(([reason, those]) => ({ reason, employers: those.map(({ employer }) => employer.name) }))
    .sort((a, b) => b.employers.length - a.employers.length);
}
