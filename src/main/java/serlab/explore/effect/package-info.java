/** How strongly numbers of clips, such as eGeMAPS, differ between the emotions of a corpus. */
package serlab.explore.effect;
