import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { MergePreviewDocument, NameOfEmployerDocument } from '../../gql/graphql';
import { useRead } from '../../hub/read';
import { type ChosenEmployer, EmployerPicker } from '../../parts/EmployerPicker';
import { Loading } from '../../parts/Loading';
import { Screen } from '../../parts/Screen';
import { TroublePanel } from '../../parts/TroublePanel';
import { Missing } from '../../shell/Missing';
import { NoPermission } from '../../shell/NoPermission';
import { useMay } from '../../shell/viewer';
import { MergeForm } from './MergeForm';

const title = 'Merge two records';

/** Makes one record of two of the same employer. Which two stands in the address: keep stays, other is merged into it. */
export default function MergeScreen() {
  const may = useMay();
  const [params, setParams] = useSearchParams();
  const keep = params.get('keep') ?? '';
  const other = params.get('other') ?? '';
  const show = (next: { keep: string; other: string }) => setParams(next, { replace: true });
  if (!may('MERGE')) return <NoPermission title={title} />;
  if (!other || keep === other) return <ChooseOther keep={keep} choose={(id) => show({ keep, other: id })} />;
  return <Compare keep={keep} other={other} swap={() => show({ keep: other, other: keep })} />;
}

function ChooseOther({ keep, choose }: { keep: string; choose: (id: string) => void }) {
  const [{ data, error }, again] = useRead({ query: NameOfEmployerDocument, variables: { id: keep } });
  const [chosen, setChosen] = useState<ChosenEmployer | null>(null);
  const [problem, setProblem] = useState<string>();
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const employer = data.employer;
  if (!employer) return <Missing what="employer" />;

  function compare() {
    if (!chosen) setProblem('Choose the other record');
    else if (chosen.id === employer?.id) setProblem('That is the same record; choose another one');
    else choose(chosen.id);
  }
  return (
    <Screen title={title} note={`Which other record is ${employer.name} too?`}>
      <form noValidate onSubmit={(event) => {
        event.preventDefault();
        compare();
      }}>
        <Stack gap="sm" maw={480}>
          <EmployerPicker label="The other record" value={chosen} error={problem} onChange={(next) => {
            setChosen(next);
            setProblem(undefined);
          }} />
          <Group><Button type="submit">Compare</Button></Group>
        </Stack>
      </form>
    </Screen>
  );
}

function Compare({ keep, other, swap }: { keep: string; other: string; swap: () => void }) {
  const [{ data, error, fetching }, again] = useRead({ query: MergePreviewDocument, variables: { keep, other }, requestPolicy: 'cache-and-network' });
  // While the two are swapped, what was read last stays, so that the focus does too.
  const [last, setLast] = useState(data);
  if (data && data !== last) setLast(data);
  const preview = (data ?? (fetching ? last : undefined))?.mergePreview;
  if (!preview) return error ? <TroublePanel error={error} again={again} /> : <Loading lines={8} />;
  return (
    <Screen title={title} note={<Text span inherit>They become one. {preview.keep.name} stays, and whoever follows a link to the other record comes here.</Text>}>
      <MergeForm preview={preview} swap={swap} again={again} />
    </Screen>
  );
}
