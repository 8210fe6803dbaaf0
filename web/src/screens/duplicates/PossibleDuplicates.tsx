import { Alert, Anchor, Text } from '@mantine/core';
import { Link } from 'react-router';
import { PossibleDuplicatesDocument } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { useMay } from '../../shell/viewer';
import { likely } from './likely';

const withPairs = changesWith('DuplicatePair');

/** Says which other records an employer may be, to those who may enter employers; who may merge is led there. */
export default function PossibleDuplicates({ id }: { id: string }) {
  const may = useMay();
  const [{ data }] = useRead({ query: PossibleDuplicatesDocument, variables: { id }, requestPolicy: 'cache-and-network', context: withPairs });
  const found = data?.employer?.possibleDuplicates ?? [];
  if (found.length === 0) return null;
  return (
    <Alert color="orange.9" variant="outline" title="This may be in the hub twice" role="region">
      {found.map(({ employer, score, reasons }) => (
        <Text key={employer.id} size="sm" component="div" c="var(--mantine-color-text)">
          <Anchor component={Link} to={`/employers/${employer.id}`} size="sm" underline="always">{employer.name}</Anchor>{' '}
          {likely(score)}: {reasons.filter(({ speaks }) => speaks).map(({ text }) => text.charAt(0).toLowerCase() + text.slice(1)).join(', ')}.{' '}
          {may('MERGE') && <Anchor component={Link} to={`/duplicates/merge?keep=${id}&other=${employer.id}`} size="sm" underline="always">Compare and merge</Anchor>}
        </Text>
      ))}
    </Alert>
  );
}
