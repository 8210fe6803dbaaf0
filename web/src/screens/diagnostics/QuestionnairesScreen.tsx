import { Anchor, Card, Stack, Table, Title } from '@mantine/core';
import { Link } from 'react-router';
import { QuestionnairesDocument } from '../../gql/graphql';
import { useRead } from '../../hub/read';
import { Empty } from '../../parts/Empty';
import { Loading } from '../../parts/Loading';
import { Screen } from '../../parts/Screen';
import { TroublePanel } from '../../parts/TroublePanel';
import { NoPermission } from '../../shell/NoPermission';
import { useMay } from '../../shell/viewer';
import { longMomentDay } from '../../words/date';
import { versionState } from '../../words/label';
import classes from '../../parts/Table.module.css';
import { Sections } from './Sections';

/** Every questionnaire and its versions. */
export default function QuestionnairesScreen() {
  const may = useMay();
  const allowed = may('READ_ANSWERS') || may('SEND_DIAGNOSTICS');
  const [{ data, error }, again] = useRead({ query: QuestionnairesDocument, requestPolicy: 'cache-and-network', pause: !allowed });
  if (!allowed) return <NoPermission title="Questionnaires" />;
  return (
    <Screen title="Questionnaires">
      <Sections />
      {error && <TroublePanel error={error} again={again} />}
      {!data && !error && <Loading />}
      {data?.questionnaires.length === 0 && <Empty title="There is no questionnaire">One comes with every installation; ask whoever runs the hub.</Empty>}
      <Stack gap="md">
        {data?.questionnaires.map(({ id, name, versions }) => (
          <Card key={id} withBorder p="md" component="section" aria-label={name}>
            <Title order={2} mb="xs">{name}</Title>
            <Table className={classes.table}>
              <Table.Thead><Table.Tr><Table.Th>Version</Table.Th><Table.Th>State</Table.Th><Table.Th>Published</Table.Th></Table.Tr></Table.Thead>
              <Table.Tbody>
                {versions.map((version) => (
                  <Table.Tr key={version.id}>
                    <Table.Td><Anchor component={Link} size="sm" fw={600} to={`/diagnostics/questionnaires/${version.id}`} aria-label={`${name}, version ${version.number}`}>Version {version.number}</Anchor></Table.Td>
                    <Table.Td>{versionState[version.state]}</Table.Td>
                    <Table.Td>{version.publishedAt ? longMomentDay(version.publishedAt) : 'Not yet'}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Card>
        ))}
      </Stack>
    </Screen>
  );
}
