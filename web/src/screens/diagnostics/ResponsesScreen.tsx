import { NativeSelect } from '@mantine/core';
import { useSearchParams } from 'react-router';
import { Pages } from '../../parts/Pages';
import { Screen } from '../../parts/Screen';
import { NoPermission } from '../../shell/NoPermission';
import { useMay } from '../../shell/viewer';
import { DiagnosticsNav } from './DiagnosticsNav';
import { ResponseList } from './ResponseList';

/** Answers that came in, the latest first. */
export default function ResponsesScreen() {
  const may = useMay();
  const [params, setParams] = useSearchParams();
  if (!may('READ_ANSWERS')) return <NoPermission title="Responses" />;
  const state = params.get('state') === 'IN_PROGRESS' ? 'IN_PROGRESS' : 'SUBMITTED';
  return (
    <Screen title="Responses">
      <DiagnosticsNav />
      <NativeSelect label="Show" size="xs" w={200} value={state} data={[{ value: 'SUBMITTED', label: 'Sent' }, { value: 'IN_PROGRESS', label: 'Part done' }]}
        onChange={(event) => setParams(event.currentTarget.value === 'IN_PROGRESS' ? { state: 'IN_PROGRESS' } : {}, { replace: true })} />
      <Pages key={state} page={(place) => <ResponseList state={state} {...place} />} />
    </Screen>
  );
}
