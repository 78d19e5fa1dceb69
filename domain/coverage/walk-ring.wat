;; The walk of two-labels.ts, over columns that walk-memory.ts lays in one memory; parameters that name a column are the
;; bytes before it. First in, first out, over both labels of a node at once and without a branch: which of two labels is
;; less, and whether a node is to be looked at again, is as good as chance, and a wrong guess costs more than doing both.
;; Of labels f < s that a node holds and a < b that come, of two owners each, the sooner of f and a stays first; second is
;; the soonest of s, b and, unless f and a are of one owner, the later of f and a. A sum with (x and x >> 31) takes the
;; lesser of two. The target is written to the end of the ring whatever comes of it; the end moves on only where a label
;; changed and it does not wait yet.
(module
  (import "walk" "memory" (memory 1))
  (func (export "walkRing")
    (param $labels i32) (param $ring i32) (param $waits i32) (param $bounds i32) (param $arcs i32) (param $dear i32)
    (param $wrap i32) (param $waiting i32) (param $targetBits i32) (param $ownerBits i32)
    ;; how many were walked: the first of them, as many as the ring has room for, stand in it then
    (result i32)
    (local $targetMask i32) (local $dearCode i32) (local $owners i32)
    (local $head i32) (local $tail i32) (local $row i32) (local $arc i32) (local $end i32)
    (local $soonest i32) (local $next i32) (local $word i32) (local $code i32) (local $cost i32) (local $target i32)
    (local $slot i32) (local $first i32) (local $second i32) (local $label i32) (local $lesser i32) (local $later i32)
    (local $apart i32) (local $newSecond i32) (local $changed i32) (local $waited i32)

    (local.set $targetMask (i32.sub (i32.shl (i32.const 1) (local.get $targetBits)) (i32.const 1)))
    (local.set $dearCode (i32.shr_u (i32.const -1) (local.get $targetBits)))
    (local.set $owners (i32.sub (i32.shl (i32.const 1) (local.get $ownerBits)) (i32.const 1)))
    (local.set $tail (local.get $waiting))
    (block $done
      (loop $nodes
        (br_if $done (i32.eq (local.get $head) (local.get $tail)))
        (local.set $target (i32.load (i32.add (local.get $ring)
          (i32.shl (i32.and (local.get $head) (local.get $wrap)) (i32.const 2)))))
        (local.set $head (i32.add (local.get $head) (i32.const 1)))
        (i32.store8 (i32.add (local.get $waits) (local.get $target)) (i32.const 0))
        (local.set $slot (i32.add (local.get $labels) (i32.shl (local.get $target) (i32.const 3))))
        (local.set $soonest (i32.load (local.get $slot)))
        (local.set $next (i32.load offset=4 (local.get $slot)))
        (local.set $row (i32.add (local.get $bounds) (i32.shl (local.get $target) (i32.const 3))))
        (local.set $arc (i32.shl (i32.load (local.get $row)) (i32.const 2)))
        (local.set $end (i32.shl (i32.load offset=4 (local.get $row)) (i32.const 2)))
        (br_if $nodes (i32.eq (local.get $arc) (local.get $end)))
        (loop $row
          (local.set $word (i32.load (i32.add (local.get $arcs) (local.get $arc))))
          (local.set $target (i32.and (local.get $word) (local.get $targetMask)))
          (local.set $code (i32.shr_u (local.get $word) (local.get $targetBits)))
          (local.set $cost
            (if (result i32) (i32.eq (local.get $code) (local.get $dearCode))
              (then (i32.load (i32.add (local.get $dear) (local.get $arc))))
              (else (i32.shl (local.get $code) (local.get $ownerBits)))))
          (local.set $slot (i32.add (local.get $labels) (i32.shl (local.get $target) (i32.const 3))))
          (local.set $first (i32.load (local.get $slot)))
          (local.set $second (i32.load offset=4 (local.get $slot)))

          (local.set $label (i32.add (local.get $soonest) (local.get $cost)))
          (local.set $lesser (i32.sub (local.get $label) (local.get $first)))
          (local.set $lesser (i32.and (local.get $lesser) (i32.shr_s (local.get $lesser) (i32.const 31))))
          ;; the later of f and a; of one owner: no label, all ones below bit 30
          (local.set $later (i32.or
            (i32.sub (local.get $label) (local.get $lesser))
            (i32.and (i32.const 0x3fffffff) (i32.shr_s
              (i32.sub (i32.and (i32.xor (local.get $label) (local.get $first)) (local.get $owners)) (i32.const 1))
              (i32.const 31)))))
          (local.set $apart (i32.sub (i32.add (local.get $next) (local.get $cost)) (local.get $second)))
          (local.set $newSecond (i32.add (local.get $second)
            (i32.and (local.get $apart) (i32.shr_s (local.get $apart) (i32.const 31)))))
          (local.set $apart (i32.sub (local.get $later) (local.get $newSecond)))
          (local.set $newSecond (i32.add (local.get $newSecond)
            (i32.and (local.get $apart) (i32.shr_s (local.get $apart) (i32.const 31)))))
          (i32.store (local.get $slot) (i32.add (local.get $first) (local.get $lesser)))
          (i32.store offset=4 (local.get $slot) (local.get $newSecond))

          ;; 1 where a label changed: neither ever grows
          (local.set $changed (i32.shr_u
            (i32.or (local.get $lesser) (i32.sub (local.get $newSecond) (local.get $second)))
            (i32.const 31)))
          (local.set $waited (i32.load8_u (i32.add (local.get $waits) (local.get $target))))
          (i32.store8 (i32.add (local.get $waits) (local.get $target)) (i32.or (local.get $waited) (local.get $changed)))
          (i32.store (i32.add (local.get $ring)
            (i32.shl (i32.and (local.get $tail) (local.get $wrap)) (i32.const 2))) (local.get $target))
          (local.set $tail (i32.add (local.get $tail)
            (i32.and (local.get $changed) (i32.xor (local.get $waited) (i32.const 1)))))
          (local.set $arc (i32.add (local.get $arc) (i32.const 4)))
          (br_if $row (i32.lt_u (local.get $arc) (local.get $end))))
        (br $nodes)))
    (local.get $tail)))
