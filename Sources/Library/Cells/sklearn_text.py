"""sklearn.feature_extraction.text: counts of words."""

import re

import numpy as np

from sklearn.base import BaseEstimator, NotFittedError
from sklearn.preprocessing import _Sparse


class CountVectorizer(BaseEstimator):
    """How often each word (or run of words) is in each text."""
    _parameters = (('lowercase', True), ('stop_words', None), ('token_pattern', r'(?u)\b\w\w+\b'), ('ngram_range', (1, 1)), ('analyzer', 'word'), ('max_df', 1.0), ('min_df', 1), ('max_features', None), ('vocabulary', None), ('binary', False))

    def __init__(self, *, lowercase=True, stop_words=None, token_pattern=r'(?u)\b\w\w+\b', ngram_range=(1, 1), analyzer='word', max_df=1.0, min_df=1, max_features=None, vocabulary=None, binary=False, tokenizer=None, dtype=np.int64):
        self._start(lowercase, stop_words, token_pattern, ngram_range, analyzer, max_df, min_df, max_features, vocabulary, binary, tokenizer, dtype)

    def _start(self, lowercase, stop_words, token_pattern, ngram_range, analyzer, max_df, min_df, max_features, vocabulary, binary, tokenizer, dtype):
        if isinstance(stop_words, str):
            raise NotImplementedError('stop words by the name of a language are not supported here; a list of them is')
        if analyzer not in ('word', 'char'):
            raise NotImplementedError(f'the analyzer {analyzer!r} is not supported here; word and char are')
        self.lowercase, self.stop_words, self.token_pattern, self.ngram_range, self.analyzer, self.max_df, self.min_df = lowercase, stop_words, token_pattern, ngram_range, analyzer, max_df, min_df
        self.max_features, self.vocabulary, self.binary, self.tokenizer, self.dtype = max_features, vocabulary, binary, tokenizer, dtype

    def build_analyzer(self): return self._words

    def _words(self, text):
        text = text.lower() if self.lowercase else text
        low, high = self.ngram_range
        if self.analyzer == 'char':
            text = re.sub(r'\s\s+', ' ', text)
            return [text[i:i + n] for n in range(low, high + 1) for i in range(len(text) - n + 1)]
        words = self.tokenizer(text) if self.tokenizer else re.findall(self.token_pattern, text)
        if self.stop_words:
            words = [w for w in words if w not in self.stop_words]
        return [' '.join(words[i:i + n]) for n in range(low, high + 1) for i in range(len(words) - n + 1)]

    def fit(self, raw_documents, y=None):
        self.fit_transform(raw_documents)
        return self

    def _counts(self, documents):
        if isinstance(documents, str):
            raise ValueError('Iterable over raw text documents expected, string object received.')
        out = np.zeros((len(documents), len(self.vocabulary_)), dtype=self.dtype)
        for i, words in enumerate(documents):
            for w in words:
                k = self.vocabulary_.get(w)
                if k is not None:
                    out[i, k] += 1
        return np.minimum(out, 1) if self.binary else out

    def _fit_counts(self, raw_documents):
        if isinstance(raw_documents, str):
            raise ValueError('Iterable over raw text documents expected, string object received.')
        documents = [self._words(t) for t in raw_documents]
        if self.vocabulary is not None:
            self.vocabulary_ = dict(self.vocabulary) if isinstance(self.vocabulary, dict) else {w: i for i, w in enumerate(self.vocabulary)}
            return self._counts(documents)
        found = sorted({w for words in documents for w in words})
        if not found:
            raise ValueError('empty vocabulary; perhaps the documents only contain stop words')
        self.vocabulary_ = {w: i for i, w in enumerate(found)}
        counts = self._counts(documents)
        n = len(documents)
        frequency = (counts > 0).sum(axis=0)
        low = self.min_df if isinstance(self.min_df, int) else self.min_df * n
        high = self.max_df if isinstance(self.max_df, int) else self.max_df * n
        keep = (frequency >= low) & (frequency <= high)
        if self.max_features is not None and keep.sum() > self.max_features:
            total = counts.sum(axis=0)
            best = np.nonzero(keep)[0]
            best = best[np.argsort(-total[best], kind='stable')[:self.max_features]]
            keep = np.zeros(len(found), dtype=bool)
            keep[best] = True
        if not keep.any():
            raise ValueError('After pruning, no terms remain. Try a lower min_df or a higher max_df.')
        self.vocabulary_ = {w: i for i, w in enumerate(w for w, k in zip(found, keep.tolist()) if k)}
        return counts[:, keep]

    def _need(self):
        if not hasattr(self, 'vocabulary_'):
            raise NotFittedError('Vocabulary not fitted or provided')

    def fit_transform(self, raw_documents, y=None): return _Sparse(self._fit_counts(raw_documents))

    def transform(self, raw_documents):
        self._need()
        return _Sparse(self._counts([self._words(t) for t in raw_documents]))

    def get_feature_names_out(self, input_features=None):
        self._need()
        return np.array(sorted(self.vocabulary_, key=self.vocabulary_.get), dtype=object)


class TfidfVectorizer(CountVectorizer):
    """Counts weighed down by how many texts have the word, rows of norm 1."""
    _parameters = CountVectorizer._parameters + (('norm', 'l2'), ('use_idf', True), ('smooth_idf', True), ('sublinear_tf', False))

    def __init__(self, *, lowercase=True, stop_words=None, token_pattern=r'(?u)\b\w\w+\b', ngram_range=(1, 1), analyzer='word', max_df=1.0, min_df=1, max_features=None, vocabulary=None, binary=False, tokenizer=None,
                 dtype=np.float64, norm='l2', use_idf=True, smooth_idf=True, sublinear_tf=False):
        self._start(lowercase, stop_words, token_pattern, ngram_range, analyzer, max_df, min_df, max_features, vocabulary, binary, tokenizer, dtype)
        self.norm, self.use_idf, self.smooth_idf, self.sublinear_tf = norm, use_idf, smooth_idf, sublinear_tf

    def _weigh(self, counts):
        out = counts.astype(np.float64)
        if self.sublinear_tf:
            out = np.where(out > 0, np.log(np.where(out > 0, out, 1.0)) + 1, 0.0)
        if self.use_idf:
            out = out * self.idf_
        if self.norm is None:
            return _Sparse(out)
        n = np.sqrt((out ** 2).sum(axis=1, keepdims=True)) if self.norm == 'l2' else np.abs(out).sum(axis=1, keepdims=True)
        return _Sparse(out / np.where(n == 0, 1.0, n))

    def fit_transform(self, raw_documents, y=None):
        counts = self._fit_counts(raw_documents)
        frequency, extra = (counts > 0).sum(axis=0), 1 if self.smooth_idf else 0
        self.idf_ = np.log((len(counts) + extra) / (frequency + extra)) + 1.0
        return self._weigh(counts)

    def transform(self, raw_documents):
        self._need()
        return self._weigh(self._counts([self._words(t) for t in raw_documents]))
