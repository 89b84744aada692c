/* IBM model 1 with a diagonal prior over subword ids. Compiled by align.py with the machine's cc and called through
 * ctypes (which lets go of the interpreter's lock, so two threads can run).
 *
 * The table is dense: prob[given * words + word]. At 12,000 words that is 576 MB, and a lookup is one load; a hash
 * table needs several. Pages of pairs that never meet are never touched.
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define LONGEST 256

typedef struct {
    const uint16_t *given, *word;             /* all ids, end to end; each side's last id is </s> and stays out */
    const int64_t *given_starts, *word_starts;
    int64_t words;                            /* size of the vocabulary */
    float tension, null;                      /* the diagonal's sharpness; the chance of no link */
} Bitext;

/* prior[i]: the chance that position j of m is linked to i of n, before any word is seen. */
static void diagonal(const Bitext *b, int j, int m, int n, float *prior) {
    float sum = 0.0f;
    for (int i = 0; i < n; i++) {
        prior[i] = expf(-b->tension * fabsf((i + 0.5f) / n - (j + 0.5f) / m));
        sum += prior[i];
    }
    for (int i = 0; i < n; i++) prior[i] *= (1.0f - b->null) / sum;
}

/* posterior[i]: that word j comes from given i. A null link spreads over the vocabulary evenly. `prob` NULL: all alike. */
static void posterior(const Bitext *b, const float *prob, const uint16_t *given, int n, uint16_t word, float *prior) {
    float even = 1.0f / b->words, sum = b->null * even;
    for (int i = 0; i < n; i++) {
        prior[i] *= prob ? prob[(int64_t)given[i] * b->words + word] : even;
        sum += prior[i];
    }
    for (int i = 0; i < n; i++) prior[i] /= sum;
}

/* Adds the expected counts of pairs [from, to) to `counts`. */
void expect(const Bitext *b, const float *prob, float *counts, int64_t from, int64_t to) {
    float chance[LONGEST];
    for (int64_t p = from; p < to; p++) {
        const uint16_t *given = b->given + b->given_starts[p], *word = b->word + b->word_starts[p];
        int n = (int)(b->given_starts[p + 1] - b->given_starts[p]) - 1;
        int m = (int)(b->word_starts[p + 1] - b->word_starts[p]) - 1;
        if (n < 1 || n > LONGEST || m < 1 || m > LONGEST) continue;
        for (int j = 0; j < m; j++) {
            diagonal(b, j, m, n, chance);
            posterior(b, prob, given, n, word[j], chance);
            for (int i = 0; i < n; i++) counts[(int64_t)given[i] * b->words + word[j]] += chance[i];
        }
    }
}

/* Counts to probabilities, in place, with the counts left at zero: each row sums to one. */
void maximize(float *prob, float *counts, int64_t words) {
    for (int64_t given = 0; given < words; given++) {
        float *row = counts + given * words;
        double sum = 0.0;
        for (int64_t word = 0; word < words; word++) sum += row[word];
        if (sum <= 0.0) continue;
        for (int64_t word = 0; word < words; word++) prob[given * words + word] = (float)(row[word] / sum);
        memset(row, 0, sizeof(float) * words);
    }
}

/* One byte a target id, `</s>` too: its source position where the geometric mean of both directions' posteriors is
 * greatest and at least `least`, else 255. `back` is the table of the other direction. */
void link_pairs(const Bitext *b, const float *prob, const float *back, float least, int64_t from, int64_t to, uint8_t *links) {
    float (*ahead)[LONGEST] = malloc(sizeof(float) * LONGEST * LONGEST), behind[LONGEST];
    for (int64_t p = from; p < to; p++) {
        const uint16_t *given = b->given + b->given_starts[p], *word = b->word + b->word_starts[p];
        int n = (int)(b->given_starts[p + 1] - b->given_starts[p]) - 1;
        int m = (int)(b->word_starts[p + 1] - b->word_starts[p]) - 1;
        uint8_t *out = links + b->word_starts[p];
        memset(out, 255, m + 1);
        if (n < 1 || n >= LONGEST || m < 1 || m >= LONGEST) continue;
        for (int j = 0; j < m; j++) {
            diagonal(b, j, m, n, ahead[j]);
            posterior(b, prob, given, n, word[j], ahead[j]);
        }
        for (int i = 0; i < n; i++) {
            diagonal(b, i, n, m, behind);
            posterior(b, back, word, m, given[i], behind);
            for (int j = 0; j < m; j++) ahead[j][i] = sqrtf(ahead[j][i] * behind[j]);
        }
        for (int j = 0; j < m; j++) {
            int best = 0;
            for (int i = 1; i < n; i++) if (ahead[j][i] > ahead[j][best]) best = i;
            if (ahead[j][best] >= least && best < 255) out[j] = (uint8_t)best;
        }
        if (n < 255) out[m] = (uint8_t)n; /* </s> to </s> */
    }
    free(ahead);
}
