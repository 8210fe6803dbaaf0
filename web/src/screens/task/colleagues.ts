import { ColleaguesDocument } from '../../gql/graphql';
import { useRead } from '../../hub/read';
import { useViewer } from '../../shell/viewer';

/** Who may be given a task: the staff of the own organisation. today is empty until it is known. */
export function useColleagues() {
  const { organisation } = useViewer();
  const [{ data }] = useRead({ query: ColleaguesDocument, variables: { organisationId: organisation.id } });
  return { today: data?.today ?? '', colleagues: data?.users.nodes ?? [] };
}
