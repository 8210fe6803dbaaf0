import { Button } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { QuestionnaireVersionDocument } from '../../gql/graphql';
import { useRead } from '../../hub/read';
import { Loading } from '../../parts/Loading';
import { Screen } from '../../parts/Screen';
import { TroublePanel } from '../../parts/TroublePanel';
import { Missing } from '../../shell/Missing';
import { NoPermission } from '../../shell/NoPermission';
import { useMay } from '../../shell/viewer';
import { longMomentDay } from '../../words/date';
import { versionState } from '../../words/label';
import { AskedPreview } from './AskedPreview';
import { readDefinition } from './definition';

/** What one version of a questionnaire asks, to read. */
export default function QuestionnaireScreen() {
  const { id = '' } = useParams();
  const may = useMay();
  if (!may('READ_ANSWERS') && !may('SEND_DIAGNOSTICS')) return <NoPermission title="Questionnaires" />;
  return <VersionOf key={id} id={id} />;
}

function VersionOf({ id }: { id: string }) {
  const [{ data, error }, again] = useRead({ query: QuestionnaireVersionDocument, variables: { id } });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const version = data.node?.__typename === 'QuestionnaireVersion' ? data.node : null;
  const definition = version && readDefinition(version.definition);
  if (!version || !definition) return <Missing what="questionnaire" />;
  return (
    <Screen
      title={definition.title}
      note={`Version ${version.number} · ${versionState[version.state]}${version.publishedAt ? ` ${longMomentDay(version.publishedAt)}` : ''} · about ${definition.minutes} minutes`}
      actions={<Button size="xs" variant="default" component={Link} to="/diagnostics/questionnaires">All questionnaires</Button>}
    >
      <AskedPreview definition={definition} />
    </Screen>
  );
}
