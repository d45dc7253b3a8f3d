import { useWords } from '../words/words';

/** What a kind of fault does, in the reader's language; as the API says it where there are no words for it yet. */
export function useFaultName() {
  const { say } = useWords();
  return ({ name, says }: { name: string; says: string }) => {
    const key = `inside.lab.fault.${name}` as 'inside.lab.fault.twice';
    const said = say(key);
    return said === key ? says : said;
  };
}
