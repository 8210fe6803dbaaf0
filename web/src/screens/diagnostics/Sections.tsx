import { Badge } from '@mantine/core';
import { UncertainCountDocument } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { SectionNav } from '../../parts/SectionNav';
import { useMay } from '../../shell/viewer';
import { number } from '../../words/count';

const withMessages = changesWith('Message');

/** The screens of Diagnostics, and which of them this is. */
export function Sections() {
  const may = useMay();
  const [{ data }] = useRead({ query: UncertainCountDocument, requestPolicy: 'cache-and-network', context: withMessages });
  const uncertain = data?.uncertainMessages.totalCount ?? 0;
  return (
    <SectionNav
      label="Diagnostics"
      places={[
        { to: '/diagnostics', label: 'Campaigns' },
        ...(may('READ_ANSWERS') ? [{ to: '/diagnostics/responses', label: 'Responses' }] : []),
        { to: '/diagnostics/uncertain', label: 'Uncertain messages', beside: uncertain > 0 && <Badge size="sm" variant="default">{number(uncertain)}</Badge> },
        { to: '/diagnostics/texts', label: 'Texts' },
        { to: '/diagnostics/questionnaires', label: 'Questionnaires' },
      ]}
    />
  );
}
