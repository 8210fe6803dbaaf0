import { Group, Select } from '@mantine/core';
import { QuestionnairesDocument, type ResponseFilter, type ResponseState } from '../../gql/graphql';
import { useRead } from '../../hub/read';
import { Screen } from '../../parts/Screen';
import { NoPermission } from '../../shell/NoPermission';
import { useMay } from '../../shell/viewer';
import { choices, responseState } from '../../words/label';
import { ResponseList } from './ResponseList';
import { Sections } from './Sections';
import { useChoice } from '../../parts/useChoice';

/** Answers that employers began or sent, across campaigns. */
export default function ResponsesScreen() {
  const may = useMay();
  if (!may('READ_ANSWERS')) return <NoPermission title="Responses" />;
  return <Screen title="Responses"><Sections /><Filtered /></Screen>;
}

function Filtered() {
  const [{ data }] = useRead({ query: QuestionnairesDocument });
  const questionnaires = data?.questionnaires ?? [];
  const [state, setState] = useChoice<ResponseState>('state', responseState);
  const [key, setKey] = useChoice('questionnaire', Object.fromEntries(questionnaires.map((each) => [each.key, each.name])));
  const filter: ResponseFilter = { ...(state && { stateIn: [state] }), ...(key && { questionnaireKey: key }) };
  return (
    <>
      <Group gap="sm">
        <Select label="State" size="xs" w={180} clearable placeholder="Any" data={choices(responseState)} value={state} onChange={setState} />
        <Select label="Questionnaire" size="xs" w={240} clearable placeholder="Any" data={questionnaires.map((each) => ({ value: each.key, label: each.name }))} value={key} onChange={setKey} />
      </Group>
      <ResponseList filter={filter} />
    </>
  );
}
