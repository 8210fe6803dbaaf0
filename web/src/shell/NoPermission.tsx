import { Empty } from '../parts/Empty';
import { Screen } from '../parts/Screen';

/** For a screen that the person's roles do not open. */
export function NoPermission({ title }: { title: string }) {
  return (
    <Screen title={title}>
      <Empty title="Your role does not open this screen">Ask a manager in your organisation if you need it for your work.</Empty>
    </Screen>
  );
}
